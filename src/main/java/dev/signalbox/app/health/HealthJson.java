package dev.signalbox.app.health;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** What an inquiry has found, as one JSON object in one line, for programs to read. */
public final class HealthJson {
  private HealthJson() {}

  /** The line, without its end. */
  public static String line(HealthInquiry inquiry) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), line)) {
      json.writeStartObject();
      json.writeBooleanProperty("running", inquiry.isRunning());
      json.writeBooleanProperty("well", inquiry.isWell());
      json.writeArrayPropertyStart("engines");
      inquiry.reports().forEach(report -> write(json, report));
      json.writeEndArray();
      json.writeArrayPropertyStart("troubles");
      inquiry.remarks().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return line.toString();
  }

  private static void write(JsonGenerator json, HealthReport report) {
    json.writeStartObject();
    json.writeNumberProperty("pid", report.pid());
    json.writeBooleanProperty("window", report.window());
    report.user().ifPresent(user -> json.writeStringProperty("user", user));
    json.writeBooleanProperty("well", report.isWell());
    json.writeArrayPropertyStart("objects");
    for (Finding finding : report.findings()) {
      json.writeStartObject();
      json.writeStringProperty("object", finding.object());
      json.writeBooleanProperty("well", finding.well());
      json.writeStringProperty("state", finding.state());
      json.writeStringProperty("words", finding.words());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
