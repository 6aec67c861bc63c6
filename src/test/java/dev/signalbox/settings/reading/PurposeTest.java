package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must be in a configuration depends on what it is for. */
class PurposeTest {
  private static final String EMPTY = "environment: test\nconnections: {}\n";
  private static final String IDLE =
      """
      connections:
        nats: {type: nats, servers: ["nats://localhost:4222"], auto_connect: false}
      """;
  private static final String ASKING =
      """
      connections:
        oracle: {type: oracle, url: "//localhost:1521/X", username: app, password: ask}
      """;

  @TempDir Path folder;

  private Settings load(String yaml, Purpose purpose) throws Exception {
    Path file = Files.writeString(folder.resolve("signalbox.yaml"), yaml);
    return SettingsLoader.load(file, Map.of(), purpose);
  }

  private String problem(String yaml, Purpose purpose) {
    SettingsException failure =
        catchThrowableOfType(SettingsException.class, () -> load(yaml, purpose));
    return String.valueOf(failure.getMessage()).replace(folder + "/", "");
  }

  @Test
  void aWindowMayHaveNothingToShow() throws Exception {
    assertThat(load(EMPTY, Purpose.WINDOW).connections()).isEmpty();
    assertThat(load(IDLE, Purpose.WINDOW).connections()).hasSize(1);
    assertThat(load(ASKING, Purpose.WINDOW).connections()).hasSize(1);
  }

  @Test
  void withoutAWindowThereMustBeSomethingToDo() {
    String nothing =
        "connections: there is nothing to run without a window; add \"polling\", or a connection"
            + " that connects by itself";

    assertThat(problem(EMPTY, Purpose.HEADLESS)).isEqualTo("signalbox.yaml:2: " + nothing);
    assertThat(problem(IDLE, Purpose.HEADLESS)).isEqualTo("signalbox.yaml:1: " + nothing);
  }

  @Test
  void withoutAWindowThereIsNobodyToAsk() {
    assertThat(problem(ASKING, Purpose.HEADLESS))
        .isEqualTo(
            "signalbox.yaml:2: connections.oracle.password: there is nobody to ask without a"
                + " window; write ${env:NAME} or ${file:PATH}");
  }

  @Test
  void aCheckNeedsAConnection() throws Exception {
    assertThat(problem(EMPTY, Purpose.CHECK))
        .isEqualTo("signalbox.yaml:2: connections: there is no connection to check");
    assertThat(load(IDLE, Purpose.CHECK).connections()).hasSize(1);
    assertThat(load(ASKING, Purpose.CHECK).connections()).hasSize(1);
  }
}
