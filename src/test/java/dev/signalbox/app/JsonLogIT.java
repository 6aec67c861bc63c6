package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built program's log for programs, on standard output and in its file. */
class JsonLogIT {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  @Test
  void everyLineIsAnObjectFromTheFirstToTheLast() throws Exception {
    Path log = folder.resolve("signalbox.log");
    Path file =
        ConfigurationText.empty()
            .nats("nats://127.0.0.1:1", "connect_timeout: 30")
            .with("log: {format: json, file: \"" + log + "\"}\n")
            .write(folder);
    try (BuiltProgram program = BuiltProgram.headless(folder, file)) {
      program.awaitLine("Connecting to NATS");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.errors()).isEmpty();

      List<String> said = messages(program.output());
      assertThat(said)
          .contains("Received signal 15, shutting down...", "Starting graceful shutdown...");
      assertThat(said.getLast()).startsWith("Shutdown complete in ");
      assertThat(messages(Files.readAllLines(log))).isEqualTo(said);
    }
  }

  private static List<String> messages(List<String> lines) {
    return lines.stream()
        .map(JSON::readTree)
        .peek(
            line ->
                assertThat(line.propertyNames())
                    .startsWith("time", "level", "source", "logger", "message"))
        .map(line -> line.get("message"))
        .map(JsonNode::asString)
        .toList();
  }
}
