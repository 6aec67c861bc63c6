package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.app.fleet.FleetWatch;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.testing.Thorough;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fleet of programs as they are built: engines, and the window that watches them. */
class FleetIT {
  @TempDir private Path folder = Path.of("");

  @Thorough
  @Test
  void aWindowComesAndGoesAndEveryEndIsToldApart() throws Exception {
    try (NatsServer server = NatsServer.start();
        SystemScheduler scheduler = new SystemScheduler()) {
      Path file = fleet(server);
      setUp(file);
      Settings settings = SettingsLoader.loadFleet(file, Map.of());
      try (FleetWatch watch =
              FleetWatch.begin(
                  settings.fleet().orElseThrow(), "kurt", scheduler, settings.retry());
          BuiltProgram orderly = engine(server, "orderly");
          BuiltProgram killed = engine(server, "killed")) {
        watch.connect();
        awaitPresence(watch, "orderly", Presence.Known.class);
        awaitPresence(watch, "killed", Presence.Known.class);
        openAndEndWindow(file);

        assertThat(orderly.isAlive()).isTrue();
        assertThat(killed.isAlive()).isTrue();
        awaitPresence(watch, "orderly", Presence.Known.class);
        awaitPresence(watch, "killed", Presence.Known.class);
        killed.kill();
        awaitPresence(watch, "killed", Presence.Gone.class);
        awaitPresence(watch, "orderly", Presence.Known.class);

        orderly.signal("TERM");
        assertThat(orderly.awaitExit(BuiltProgram.PATIENCE)).isZero();
        awaitPresence(watch, "orderly", Presence.Ended.class);
        orderly.assertNoStackTrace();
      }
      await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(() -> assertThat(server.connections()).isEmpty());
    }
  }

  private void setUp(Path file) throws Exception {
    try (BuiltProgram setup =
        BuiltProgram.start(folder, "fleet", "setup", "--fleet", file.toString())) {
      assertThat(setup.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(setup.output()).hasSize(3).allMatch(line -> line.endsWith("made"));
    }
  }

  private void openAndEndWindow(Path file) throws Exception {
    try (VirtualDisplay display = VirtualDisplay.start();
        BuiltProgram window =
            BuiltProgram.start(
                folder, Map.of("DISPLAY", display.name()), "--fleet", file.toString())) {
      display.awaitInSight("2 engines, 2 known");

      window.signal("TERM");

      assertThat(window.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(window.log())
          .containsSubsequence(
              "INFO Received signal 15, shutting down...", "INFO Starting graceful shutdown...");
      assertThat(window.errors()).isEmpty();
      window.assertNoStackTrace();
    }
  }

  /** Whoever has no window has nothing to ask of the fleet. */
  @Test
  void withoutADisplayNoServerIsConnectedTo() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("fleet.yaml"), "fleet:\n  servers: [\"nats://127.0.0.1:1\"]\n");
    try (BuiltProgram window =
        BuiltProgram.start(folder, Map.of("DISPLAY", ":4711"), "--fleet", file.toString())) {
      assertThat(window.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(ExitCode.UNUSABLE);
      assertThat(Stream.concat(window.output().stream(), window.errors().stream()))
          .anyMatch(line -> line.contains("No window can be opened"))
          .noneMatch(line -> line.contains("nats://127.0.0.1:1"));
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws Exception {
    Path file = folder.resolve("absent.yaml");

    assertRefused(file, file + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "`  gruop: north` ! 3: fleet.gruop: unknown key; did you mean \"group\"?",
        "enviroment: staging ! 3: enviroment: unknown key; did you mean \"environment\"?",
        "connections: {} ! 3: connections: unknown key; known: ",
      })
  void aKeyThatDoesNotBelongThereIsNamed(String line, String complaint) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("fleet.yaml"),
            "fleet:\n  servers: [\"nats://127.0.0.1:1\"]\n" + line + "\n");

    assertRefused(file, file + ":" + complaint);
  }

  private void assertRefused(Path file, String begin) throws Exception {
    try (BuiltProgram program = BuiltProgram.start(folder, "--fleet", file.toString())) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(ExitCode.UNUSABLE);
      assertThat(program.errors()).singleElement().asString().startsWith(begin);
      assertThat(program.output()).isEmpty();
    }
  }

  private Path fleet(NatsServer server) throws Exception {
    return Files.writeString(
        folder.resolve("fleet.yaml"), "fleet: {servers: [\"%s\"]}\n".formatted(server.url()));
  }

  private BuiltProgram engine(NatsServer server, String name) throws Exception {
    Path own = Files.createDirectory(folder.resolve(name));
    return BuiltProgram.headless(
        own,
        ConfigurationText.empty()
            .nats(server)
            .with("fleet: {servers: [\"%s\"], name: %s}\n".formatted(server.url(), name)));
  }

  private static void awaitPresence(
      FleetWatch watch, String name, Class<? extends Presence> presence) {
    await()
        .atMost(BuiltProgram.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(watch.fleet().engines().snapshot().engines())
                    .filteredOn(row -> row.facts().name().equals(name))
                    .extracting(EngineRow::presence)
                    .singleElement()
                    .isInstanceOf(presence));
  }
}
