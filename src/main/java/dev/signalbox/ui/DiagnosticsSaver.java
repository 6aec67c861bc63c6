package dev.signalbox.ui;

import dev.signalbox.base.PrivateFile;
import dev.signalbox.console.Console;
import dev.signalbox.console.Diagnostics;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.toolkit.FileSaver;
import dev.signalbox.ui.toolkit.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Writes what whoever looks for a fault wants to see into one file, in the background. */
final class DiagnosticsSaver {
  private final Console console;
  private final Operator operator;
  private final Texts texts;
  private final FileSaver saver;

  DiagnosticsSaver(Console console, Operator operator, Texts texts) {
    this.console = console;
    this.operator = operator;
    this.texts = texts;
    this.saver = new FileSaver("diagnostics.notSaved", operator::tell, texts);
  }

  /** Asks for a file with the platform's own dialog, and writes it if one is chosen. FX thread. */
  void save(Window owner, Instant now) {
    FileSaver.ask(
            owner,
            texts.get("diagnostics.title"),
            texts.get("diagnostics.fileName", FileSaver.stamp(now)))
        .ifPresent(this::save);
  }

  /** Says in the status bar what has become of it. */
  void save(Path chosen) {
    operator.tell(texts.get("diagnostics.saving", chosen));
    var _ =
        console
            .diagnostics()
            .whenComplete(
                (collected, lost) -> saver.save(chosen, file -> written(collected, lost, file)));
  }

  private String written(@Nullable Diagnostics collected, @Nullable Throwable lost, Path file)
      throws IOException {
    if (collected == null) {
      return saver.failed(file, String.valueOf(lost));
    }
    PrivateFile.replace(file, out -> zip(collected, out));
    return texts.get("diagnostics.saved", file);
  }

  private static void zip(Diagnostics collected, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      for (Diagnostics.Document document : collected.documents()) {
        ZipEntry entry = new ZipEntry(document.name());
        entry.setTimeLocal(collected.taken().atZone(ZoneId.systemDefault()).toLocalDateTime());
        zip.putNextEntry(entry);
        zip.write(document.text().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }
}
