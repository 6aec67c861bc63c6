package dev.signalbox.ui.log.lines;

import dev.signalbox.base.PrivateFile;
import dev.signalbox.journal.LogEntry;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Entries as a file that only its owner may read. It is there as a whole or not at all.
 *
 * @param filter which entries are written
 */
public record LogExport(Entries entries, LogFilter filter) {
  /** How entries are written. */
  public enum Form {
    /** As they are read, with details. */
    TEXT,

    /** An object in each line. */
    JSON_LINES;

    private String write(LogEntry entry) {
      return switch (this) {
        case TEXT -> LogText.full(entry);
        case JSON_LINES -> LogText.json(entry);
      };
    }

    /** By how the file is called. */
    public static Form of(Path file) {
      String name = file.toString();
      return name.endsWith(".jsonl") || name.endsWith(".json") ? JSON_LINES : TEXT;
    }
  }

  /**
   * Writes the file in place of what was there. Blocks on the file system.
   *
   * @return how many entries are in it
   * @throws Effort.SpentException if the filter cannot be gone through
   */
  public int writeTo(Path file, Form form) throws IOException {
    AtomicInteger written = new AtomicInteger();
    PrivateFile.replace(file, out -> written.set(write(out, form)));
    return written.get();
  }

  /**
   * The same as one text.
   *
   * @throws Effort.SpentException if the filter cannot be gone through
   */
  public String text(Form form) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      write(text, form);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private int write(OutputStream out, Form form) throws IOException {
    Effort effort = Effort.forScan();
    int written = 0;
    try (BufferedWriter text =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      for (int i = 0; i < entries.size(); i++) {
        LogEntry entry = entries.get(i);
        if (filter.matches(entry, effort)) {
          text.write(form.write(entry));
          text.newLine();
          written++;
        }
      }
    }
    return written;
  }
}
