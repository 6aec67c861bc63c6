package dev.signalbox.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Command;
import dev.signalbox.console.Diagnostics;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LogLevelsAsBefore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is handed out for looking for a fault is all there, and no secret with it. */
@ExtendWith(LogLevelsAsBefore.class)
class EngineDiagnosticsTest {
  private static final long LIMIT_SECONDS = 20;
  private static final String PASSWORD = "t1g3r-of-n4ts";

  @TempDir private Path folder = Path.of("");

  @Test
  void theyTellAllOfAnEngineButItsSecrets() throws Exception {
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine =
          Engine.create(
              settings(),
              scheduler,
              Engine.Surfaces.unattended(
                  code -> {
                    throw new AssertionError("halted with " + code);
                  },
                  Optional.empty()));
      var _ = engine.console().send(new Command.Connect("feed"), Askers.TEST);
      await()
          .until(
              () ->
                  engine.console().connection("feed").orElseThrow().snapshot().state()
                      instanceof ConnectionState.Failed);

      Diagnostics diagnostics =
          engine.console().diagnostics().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);

      assertThat(text(diagnostics, "versions.txt")).contains("Signalbox", "Java 2", "jnats-");
      assertThat(text(diagnostics, "configuration.txt"))
          .contains("feed", "nats://127.0.0.1:1", "seen as hall-3");
      assertThat(text(diagnostics, "states.txt")).contains("feed", "Failed");
      assertThat(text(diagnostics, "transitions.txt"))
          .contains("connection feed: Connecting -> Failed, because ", "asked by " + Askers.TEST);
      assertThat(text(diagnostics, "log.txt"))
          .contains("Connecting to NATS at [nats://127.0.0.1:1]");
      // The one that collects them is virtual.
      assertThat(text(diagnostics, "threads.txt")).contains("\"main\"", "\"diagnostics\" virtual");
      assertThat(diagnostics.documents()).noneMatch(document -> document.text().contains(PASSWORD));
      var _ =
          engine
              .coordinator()
              .shutdown(new ShutdownReason.Quit())
              .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static String text(Diagnostics diagnostics, String name) {
    return diagnostics.documents().stream()
        .filter(document -> document.name().equals(name))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** Where nobody listens, with a password where one belongs and where none does. */
  private Settings settings() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("signalbox.yaml"),
            """
            environment: test for %1$s
            connections:
              feed:
                type: nats
                servers: ["nats://127.0.0.1:1"]
                username: app
                password: %1$s
            retry: {enabled: false}
            fleet:
              servers: ["nats://127.0.0.1:2"]
              username: app
              password: %1$s
              name: seen as hall-3
            """
                .formatted(PASSWORD));
    return SettingsLoader.load(file, Map.of());
  }
}
