package dev.signalbox.journal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A log line as one JSON object, without secrets: for programs that collect logs. Its details are
 * in it, so that an event is one line in any case.
 *
 * <p>Threading: any thread.
 */
final class JsonEncoder extends EncoderBase<ILoggingEvent> {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int USUAL_SIZE = 256;

  /** A time that any reader of ISO 8601 reads, the zone in which the machine is included. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

  private final ZoneId zone = ZoneId.systemDefault();

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    LoggedEvent logged = new LoggedEvent(event, ContextRedaction.in(getContext()));
    return line(
        event.getInstant(),
        logged.severity(),
        json -> {
          json.writeStringProperty("source", logged.source().toString());
          json.writeStringProperty("logger", event.getLoggerName());
          json.writeStringProperty("message", logged.message());
          logged.details().ifPresent(text -> json.writeStringProperty("details", text));
        });
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private byte[] line(Instant at, Severity severity, Consumer<JsonGenerator> rest) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("time", TIME.format(at.atZone(zone)));
      json.writeStringProperty("level", severity.name());
      rest.accept(json);
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  /** What takes the place of so many lines, in the form of those around it. */
  static byte[] inPlaceOf(long lines, Encoder<ILoggingEvent> encoder) {
    String text = LineQueue.inPlaceOf(lines);
    return encoder instanceof JsonEncoder json
        ? json.line(
            Instant.now(),
            Severity.WARN,
            rest -> {
              rest.writeStringProperty("source", Subject.PROGRAM.toString());
              rest.writeStringProperty("message", text.strip());
              rest.writeNumberProperty("missing", lines);
            })
        : text.getBytes(StandardCharsets.UTF_8);
  }
}
