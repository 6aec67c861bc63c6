package dev.signalbox.relay.reject;

import dev.signalbox.relay.state.BadRow;
import dev.signalbox.settings.PollingSettings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What is published of a row that cannot be relayed, as JSON. */
final class Envelope {
  private static final JsonFactory JSON = new JsonFactory();

  /** Of a reason: a driver may quote the whole value. */
  private static final int LONGEST_REASON = 4000;

  private Envelope() {}

  /**
   * With as many of the readable columns as fit, in their order.
   *
   * @param largest in bytes
   */
  static byte[] of(BadRow row, PollingSettings settings, Instant at, long largest) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<String> omitted = new ArrayList<>();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeStringProperty("relay", settings.programName());
      json.writeStringProperty("table", settings.table());
      json.writeStringProperty("timestamp", row.position().timestamp());
      json.writeStringProperty("id", row.position().recorded().id());
      json.writeStringProperty("column", row.column());
      json.writeStringProperty("reason", cut(row.reason()));
      json.writeStringProperty("diverted_at", at.toString());
      json.writeName("row");
      json.flush();
      copy(row.readable(), json, largest - bytes.size(), omitted);
      json.writeName("omitted");
      json.writeStartArray();
      omitted.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  private static String cut(String reason) {
    return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
  }

  /** Leaves room for the names of what is left out. */
  private static void copy(String readable, JsonGenerator to, long room, List<String> omitted) {
    long left = room - readableNames(readable);
    to.writeStartObject();
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), readable)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        String column = json.currentName();
        json.nextToken();
        long size = json.getString().getBytes(StandardCharsets.UTF_8).length * ESCAPED;
        if (size <= left) {
          left -= size;
          to.writeName(column);
          to.copyCurrentEvent(json);
        } else {
          omitted.add(column);
        }
      }
    }
    to.writeEndObject();
  }

  /** A character may take six bytes where it is escaped, of which it is two or one otherwise. */
  private static final long ESCAPED = 6;

  private static long readableNames(String readable) {
    long names = 0;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), readable)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        // Once in the row or among those left out, with quotes and separators.
        names += json.currentName().length() * ESCAPED + 8;
        json.nextToken();
      }
    }
    return names + 64;
  }
}
