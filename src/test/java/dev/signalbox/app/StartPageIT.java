package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The page that a window shows while its configuration cannot be used. */
class StartPageIT {
  private static final int IMPATIENT_PRESSES = 8;

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  /** Impatience makes no second program beside the first. */
  @Test
  void tryingAgainManyTimesOpensOneConsole() throws Exception {
    Path file = SERVERS.connected().write(folder);
    String good = Files.readString(file);
    Files.writeString(file, good + "nonsense: 1\n");
    try (VirtualDisplay display = VirtualDisplay.start();
        BuiltProgram program =
            BuiltProgram.start(
                folder, Map.of("DISPLAY", display.name()), "--config", file.toString())) {
      program.awaitLine("nonsense");
      Files.writeString(file, good);
      String[] presses = Collections.nCopies(IMPATIENT_PRESSES, "Return").toArray(String[]::new);
      do {
        display.pressFast("Signalbox", presses);
      } while (!program.saysSoon("Connected to NATS"));
      program.awaitLine("Connected to MariaDB");
      display.closeWindow("Signalbox");

      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.log())
          .filteredOn(line -> line.startsWith("INFO Connecting to NATS"))
          .hasSize(1);
      assertThat(program.log())
          .filteredOn(line -> line.startsWith("INFO Connecting to MariaDB"))
          .hasSize(1);
      assertThat(program.errors()).isEmpty();
    }
    SERVERS.assertLeft();
  }
}
