package dev.signalbox.ui.log;

import dev.signalbox.journal.LogEntry;
import java.util.List;
import java.util.stream.Collectors;

/** Log entries as text to be copied. */
public final class LogText {
  private LogText() {}

  /** One line, with the time in full: a copy is read elsewhere and later. */
  public static String line(LogEntry entry) {
    return "%s %-5s [%s] %s"
        .formatted(entry.at(), entry.severity(), entry.source().label(), entry.message());
  }

  /** The line, and below it what is known besides. */
  public static String full(LogEntry entry) {
    return entry
        .details()
        .map(details -> line(entry) + System.lineSeparator() + details)
        .orElse(line(entry));
  }

  static String lines(List<LogEntry> entries) {
    return entries.stream().map(LogText::line).collect(Collectors.joining(System.lineSeparator()));
  }
}
