package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Log entries as text to be copied or saved: times in full, it is read elsewhere and later. */
public final class LogText {
  private static final JsonFactory JSON = new JsonFactory();

  private LogText() {}

  /** One line. */
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

  /** A line for each row, which says how often it repeats. */
  public static String lines(List<LogRow> rows) {
    return rows.stream().map(LogText::line).collect(Collectors.joining(System.lineSeparator()));
  }

  private static String line(LogRow row) {
    return row.isFolded()
        ? "%s (×%d since %s)".formatted(line(row.entry()), row.count(), row.since())
        : line(row.entry());
  }

  /** All of it as one JSON object in one line. */
  public static String json(LogEntry entry) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeNumberProperty("sequence", entry.sequence());
      json.writeStringProperty("at", entry.at().toString());
      json.writeStringProperty("severity", entry.severity().name().toLowerCase(Locale.ROOT));
      json.writeStringProperty("source", entry.source().toString());
      json.writeStringProperty("message", entry.message());
      entry.details().ifPresent(details -> json.writeStringProperty("details", details));
      json.writeEndObject();
    }
    return line.toString();
  }
}
