package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration has one window, whoever starts it again. */
class OneWindowIT {
  /** Nothing listens there; it is tried again and again. */
  private static final ConfigurationText NOBODY =
      ConfigurationText.empty().nats("nats://127.0.0.1:1", "connect_timeout: 30");

  private VirtualDisplay display;
  private final List<BuiltProgram> programs = new ArrayList<>();

  @TempDir private Path folder;

  @BeforeEach
  void openDisplay() throws Exception {
    display = VirtualDisplay.start();
  }

  @AfterEach
  void closeAll() {
    programs.forEach(BuiltProgram::close);
    display.close();
  }

  private BuiltProgram start(String... arguments) throws IOException {
    BuiltProgram program = BuiltProgram.start(folder, Map.of("DISPLAY", display.name()), arguments);
    programs.add(program);
    return program;
  }

  /** One whose window can be seen. */
  private BuiltProgram inSight(Path file) throws Exception {
    BuiltProgram opened = window(file);
    display.awaitInSight("north");
    return opened;
  }

  private BuiltProgram window(Path configuration) throws IOException {
    return start("--config", configuration.toString());
  }

  private Path configuration(String environment) throws IOException {
    return NOBODY.in(environment).write(Files.createDirectories(folder.resolve(environment)));
  }

  private void end(BuiltProgram program) throws Exception {
    program.signal("TERM");
    assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
  }

  @Test
  void aSecondStartBringsTheFirstForward() throws Exception {
    Path file = configuration("north");
    BuiltProgram first = inSight(file);
    display.iconify("north");

    Path link = Files.createSymbolicLink(folder.resolve("link.yaml"), file);
    BuiltProgram second = start("--start", "--config", link.toString());

    assertThat(second.awaitExit(BuiltProgram.PATIENCE)).isZero();
    assertThat(second.log())
        .containsExactly(
            "INFO %s is open already (process %d): its window is in front now, and nothing was started"
                .formatted(link, first.pid()));
    assertThat(second.errors()).isEmpty();
    display.awaitInSight("north");
    assertThat(first.isAlive()).isTrue();
    end(first);
    assertThat(first.errors()).isEmpty();
  }

  @Thorough
  @Test
  void aFirstThatIsFrozenDoesNotHoldUpASecond() throws Exception {
    Path file = configuration("north");
    BuiltProgram first = inSight(file);
    first.signal("STOP");

    BuiltProgram second = window(file);

    assertThat(second.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(1);
    assertThat(second.log())
        .containsExactly(
            "ERROR %s is open already (process %d), but that window has not answered for 3 s. End its process, or wait for it"
                .formatted(file, first.pid()));
    first.signal("CONT");
    assertThat(window(file).awaitExit(BuiltProgram.PATIENCE)).isZero();
    end(first);
  }

  @Thorough
  @Test
  void aKilledOneLeavesItsPlace() throws Exception {
    Path file = configuration("north");
    BuiltProgram first = inSight(file);
    first.kill();

    BuiltProgram second = window(file);
    second.awaitLine("Connecting to NATS");
    display.awaitInSight("north");
    end(second);
    assertThat(second.log()).noneMatch(line -> line.contains("open already"));
  }

  /** Its place is free once it is down, and whoever asks meanwhile waits for that. */
  @Thorough
  @Test
  void oneThatClosesLeavesItsPlace() throws Exception {
    Path file = configuration("north");
    BuiltProgram first = inSight(file);
    first.signal("TERM");

    BuiltProgram second = window(file);
    second.awaitLine("Connecting to NATS");
    assertThat(first.awaitExit(BuiltProgram.PATIENCE)).isZero();
    end(second);
  }

  @Thorough
  @Test
  void differentConfigurationsRunSideBySide() throws Exception {
    BuiltProgram north = window(configuration("north"));
    BuiltProgram south = window(configuration("south"));
    display.awaitInSight("north");
    display.awaitInSight("south");
    end(north);
    end(south);
  }

  @Thorough
  @Test
  void anEngineWithoutAWindowIsNoWindow() throws Exception {
    Path file = configuration("north");
    BuiltProgram headless = BuiltProgram.headless(folder, file);
    programs.add(headless);
    headless.awaitLine("Connecting to NATS");
    BuiltProgram window = inSight(file);
    BuiltProgram another = BuiltProgram.headless(folder, file);
    programs.add(another);
    another.awaitLine("Connecting to NATS");
    end(headless);
    end(window);
    end(another);
  }
}
