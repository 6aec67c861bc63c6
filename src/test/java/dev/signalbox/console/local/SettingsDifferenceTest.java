package dev.signalbox.console.local;

import static dev.signalbox.settings.reading.ConfigurationFile.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.ConfigurationFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changed configuration has to wait for. */
class SettingsDifferenceTest {
  @TempDir private Path folder;

  private Settings settings(String more) throws Exception {
    return new ConfigurationFile(folder).load(CONNECTIONS + more);
  }

  @Test
  void anotherFleetWaitsForTheNextStart() throws Exception {
    Settings alone = settings("");
    Settings seen = settings("fleet: {servers: [\"nats://localhost:4222\"]}\n");
    Settings elsewhere = settings("fleet: {servers: [\"nats://localhost:4222\"], group: nord}\n");

    assertThat(SettingsDifference.between(alone, seen).atNextStart()).containsExactly("fleet");
    assertThat(SettingsDifference.between(seen, elsewhere).atNextStart()).containsExactly("fleet");
    assertThat(SettingsDifference.between(seen, seen).atNextStart()).isEmpty();
    assertThat(SettingsDifference.between(alone, seen).connections().put()).isEmpty();
  }
}
