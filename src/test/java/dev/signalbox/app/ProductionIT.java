package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * In production somebody at a window arms it before it polls; without a window, starting it does.
 */
class ProductionIT {
  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  private static ConfigurationText production(String relay) {
    return SERVERS.connected().polling(relay).in("production");
  }

  @Thorough
  @Test
  void withoutAWindowItPollsAtOnce() throws Exception {
    try (BuiltProgram program = BuiltProgram.headless(folder, production("headless"))) {
      program.awaitLine("Polling started for headless");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.log()).noneMatch(line -> line.contains("arm"));
    }
    SERVERS.assertLeft();
  }

  @Test
  void withAWindowItWaitsToBeArmed() throws Exception {
    try (VirtualDisplay display = VirtualDisplay.start();
        BuiltProgram program =
            BuiltProgram.start(
                folder,
                Map.of("DISPLAY", display.name()),
                "--start",
                "--config",
                production("window").write(folder).toString())) {
      program.awaitLine("Refused to start polling window: this is production: arm it first");
      display.closeWindow("Signalbox");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.log()).noneMatch(line -> line.contains("Polling started"));
    }
    SERVERS.assertLeft();
  }
}
