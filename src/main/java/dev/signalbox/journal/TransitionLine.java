package dev.signalbox.journal;

import dev.signalbox.base.Actor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * How transitions are written: JSON objects, one in each line, the first of which names the format.
 * Fields that nobody knows here are passed over, so that a later version may add some.
 */
final class TransitionLine {
  /** No line is longer, in bytes; what is, was not written here. */
  static final int LIMIT = 8 * 1024;

  /** The first line of a file. */
  static final String HEADER = "{\"format\":\"signalbox-transitions\",\"version\":1}\n";

  private static final JsonFactory JSON = new JsonFactory();

  private TransitionLine() {}

  /** A line says something else than a transition. */
  static final class CorruptLineException extends Exception {
    CorruptLineException(String reason) {
      super(reason);
    }
  }

  /** The line, with its end. */
  static byte[] encode(Transition transition) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeStringProperty("at", transition.at().toString());
      json.writeStringProperty("subject", transition.subject().toString());
      json.writeStringProperty("from", transition.from());
      json.writeStringProperty("to", transition.to());
      transition.cause().ifPresent(cause -> json.writeStringProperty("cause", cause));
      transition.by().ifPresent(actor -> write(json, actor));
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  private static void write(JsonGenerator json, Actor actor) {
    json.writeObjectPropertyStart("by");
    json.writeStringProperty("user", actor.user());
    json.writeStringProperty("host", actor.host());
    json.writeStringProperty("via", actor.via());
    json.writeEndObject();
  }

  /** Whether a first line names this format in a version that can be read. */
  static boolean isHeader(byte[] line) {
    try {
      Map<String, String> fields = fields(line);
      return "signalbox-transitions".equals(fields.get("format"))
          && "1".equals(fields.get("version"));
    } catch (CorruptLineException e) {
      return false;
    }
  }

  /** Whether this may be what a crash left of a first line. */
  static boolean isTornHeader(byte[] start) {
    return HEADER.startsWith(new String(start, StandardCharsets.UTF_8));
  }

  /** Reads one line; empty if it speaks of a kind of subject that is unknown here. */
  static Optional<Transition> decode(byte[] line) throws CorruptLineException {
    Map<String, String> fields = fields(line);
    Instant at = instant(required(fields, "at"));
    String to = required(fields, "to");
    return Subject.parse(required(fields, "subject"))
        .map(
            subject ->
                new Transition(
                    subject,
                    at,
                    fields.getOrDefault("from", ""),
                    to,
                    Optional.ofNullable(fields.get("cause")),
                    actor(fields)));
  }

  private static Optional<Actor> actor(Map<String, String> fields) {
    return Optional.ofNullable(fields.get("by.via"))
        .map(
            via ->
                new Actor(
                    fields.getOrDefault("by.user", ""), fields.getOrDefault("by.host", ""), via));
  }

  private static Instant instant(String text) throws CorruptLineException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new CorruptLineException("\"at\" is no time");
    }
  }

  private static String required(Map<String, String> fields, String name)
      throws CorruptLineException {
    @Nullable String value = fields.get(name);
    if (value == null) {
      throw new CorruptLineException("no \"" + name + "\"");
    }
    return value;
  }

  /** All texts and numbers; those of an object within are named {@code outer.inner}. */
  private static Map<String, String> fields(byte[] line) throws CorruptLineException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new CorruptLineException("not a JSON object");
      }
      read(json, "", fields);
      if (json.nextToken() != null) {
        throw new CorruptLineException("more than a JSON object");
      }
    } catch (JacksonException e) {
      throw new CorruptLineException("not JSON");
    }
    return fields;
  }

  private static void read(JsonParser json, String prefix, Map<String, String> fields) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = prefix + json.currentName();
      JsonToken value = Objects.requireNonNull(json.nextToken());
      if (value == JsonToken.START_OBJECT && prefix.isEmpty()) {
        read(json, name + ".", fields);
      } else if (value.isStructStart()) {
        json.skipChildren();
      } else if (value == JsonToken.VALUE_STRING || value.isNumeric()) {
        fields.put(name, json.getString());
      }
    }
  }
}
