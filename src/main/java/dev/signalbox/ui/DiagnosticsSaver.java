package dev.signalbox.ui;

import dev.signalbox.base.FileFailures;
import dev.signalbox.base.PrivateFile;
import dev.signalbox.console.Console;
import dev.signalbox.console.Diagnostics;
import dev.signalbox.ui.model.Operator;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Writes what whoever looks for a fault wants to see into one file, in the background. */
final class DiagnosticsSaver {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT);

  private final Console console;
  private final Operator operator;
  private final Texts texts;

  DiagnosticsSaver(Console console, Operator operator, Texts texts) {
    this.console = console;
    this.operator = operator;
    this.texts = texts;
  }

  /** Asks for a file with the platform's own dialog, and writes it if one is chosen. FX thread. */
  void save(Window owner, Instant now) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.get("diagnostics.title"));
    chooser.setInitialFileName(
        texts.get("diagnostics.fileName", STAMP.format(now.atZone(ZoneId.systemDefault()))));
    @Nullable File chosen = chooser.showSaveDialog(owner);
    if (chosen != null) {
      save(chosen.toPath());
    }
  }

  /** Says in the status bar what has become of it. */
  void save(Path file) {
    operator.tell(texts.get("diagnostics.saving", file));
    var _ =
        console
            .diagnostics()
            .thenAcceptAsync(
                collected -> write(collected, file),
                work -> Thread.ofVirtual().name("save diagnostics").start(work))
            .exceptionally(lost -> say("diagnostics.notSaved", file, lost.toString()));
  }

  private void write(Diagnostics collected, Path file) {
    try {
      PrivateFile.replace(file, out -> zip(collected, out));
      say("diagnostics.saved", file);
    } catch (IOException e) {
      say("diagnostics.notSaved", file, FileFailures.reason(e));
    }
  }

  private @Nullable Void say(String key, Object... values) {
    FxThread.run(() -> operator.tell(texts.get(key, values)));
    return null;
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
