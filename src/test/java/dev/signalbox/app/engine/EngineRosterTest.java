package dev.signalbox.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.Verdict;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Leftovers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a console sees of an engine whose endpoints come and go, and what a later engine of the same
 * configuration still knows of it.
 */
class EngineRosterTest {
  private static final long LIMIT_SECONDS = 20;
  private static final Subject NATS = Subject.connection("nats");

  @TempDir private Path folder = Path.of("");

  @Test
  void aConnectionThatComesLaterIsConnectedReplacedAndTakenOut() throws Exception {
    Leftovers before = Leftovers.baseline();
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine = engine(scheduler, Optional.empty());
      Console console = engine.console();

      assertThat(engine.installation().add(more("second", 2), Askers.TEST))
          .isEqualTo(new Verdict.Accepted());
      assertThat(answer(console.send(new Command.Connect("second"), Askers.TEST)).isAccepted())
          .isTrue();
      awaitState(console, "second", ConnectionState.Failed.class);
      assertThat(names(console)).containsExactly("nats", "second");
      assertThat(console.connection("second").orElseThrow().snapshot().endpoint().label())
          .isEqualTo("NATS second");

      assertThat(
              engine
                  .installation()
                  .replace(more("second", 3), Askers.TEST)
                  .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                  .isAccepted())
          .isTrue();
      assertThat(console.connection("second").orElseThrow().snapshot().endpoint().address())
          .contains(":3");

      assertThat(
              answer(console.send(new Command.RemoveConnection("second"), Askers.TEST))
                  .isAccepted())
          .isTrue();
      assertThat(names(console)).containsExactly("nats");
      assertThat(console.connection("second")).isEmpty();
      assertThat(answer(console.send(new Command.Connect("second"), Askers.TEST)))
          .isEqualTo(new Verdict.Refused("there is no such connection"));
      close(engine);
    }
    before.assertNoThreads();
  }

  @Test
  void whatHappenedIsKeptWithItsCauseAndWhoAskedAlsoOverARestart() throws Exception {
    Path state = folder.resolve("state");
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine = engine(scheduler, Optional.of(state));
      var _ = answer(engine.console().send(new Command.Connect("nats"), Askers.TEST));
      awaitState(engine.console(), "nats", ConnectionState.Failed.class);
      await().untilAsserted(() -> assertThat(changes(engine.console())).hasSize(3));
      var _ = answer(engine.console().send(new Command.Connect("nobody"), Askers.TEST));
      close(engine);

      Engine later = engine(scheduler, Optional.of(state));
      List<Transition> kept = changes(later.console());
      assertThat(kept).extracting(Transition::to).startsWith("Off", "Connecting", "Failed");
      Transition connecting = kept.get(1);
      assertThat(connecting.from()).isEqualTo("Off");
      assertThat(connecting.by()).contains(Askers.TEST);
      Transition failed = kept.get(2);
      assertThat(failed.from()).isEqualTo("Connecting");
      assertThat(failed.by()).isEmpty();
      assertThat(failed.cause().orElseThrow()).contains("refused");
      assertThat(program(later.console()))
          .containsExactly("Open", "Refused", "Closing", "Closed", "Open");
      assertThat(
              later
                  .console()
                  .transitions(Subject.PROGRAM, 2)
                  .toCompletableFuture()
                  .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                  .getFirst()
                  .cause()
                  .orElseThrow())
          .startsWith("Shutdown complete in ")
          .contains("databases ");
      close(later);
    }
    assertThat(Files.getPosixFilePermissions(state)).hasSize(3);
  }

  @Test
  void howeverOftenAConnectionIsReplacedItsHistoryIsOneChain() throws Exception {
    try (SystemScheduler scheduler = new SystemScheduler()) {
      Engine engine = engine(scheduler, Optional.empty());
      Console console = engine.console();
      for (int i = 0; i < 50; i++) {
        var _ = answer(console.send(new Command.Connect("nats"), Askers.TEST));
        assertThat(
                engine
                    .installation()
                    .replace(more("nats", 1), Askers.TEST)
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .isAccepted())
            .isTrue();
      }
      close(engine);

      List<Transition> all =
          console
              .transitions(NATS, 1_000)
              .toCompletableFuture()
              .get(LIMIT_SECONDS, TimeUnit.SECONDS);
      for (int i = 1; i < all.size(); i++) {
        Transition before = all.get(i - 1);
        Transition now = all.get(i);
        assertThat(now.from()).isEqualTo(before.to());
        assertThat(now.at()).isAfterOrEqualTo(before.at());
        assertThat(now.to()).isNotEqualTo("Waiting");
        if (now.to().equals("Failed")) {
          assertThat(now.from()).isEqualTo("Connecting");
        }
        if (now.to().equals("Connecting")) {
          assertThat(now.by()).contains(Askers.TEST);
        }
      }
    }
  }

  private static List<String> program(Console console) throws Exception {
    return console
        .transitions(Subject.PROGRAM, 10)
        .toCompletableFuture()
        .get(LIMIT_SECONDS, TimeUnit.SECONDS)
        .stream()
        .map(Transition::to)
        .toList();
  }

  private static List<Transition> changes(Console console) throws Exception {
    return console.transitions(NATS, 10).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static void awaitState(
      Console console, String name, Class<? extends ConnectionState> state) {
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .until(() -> state.isInstance(console.connection(name).orElseThrow().snapshot().state()));
  }

  private static List<String> names(Console console) {
    return console.roster().snapshot().connections().stream()
        .map(member -> member.configured().name())
        .toList();
  }

  private static Verdict answer(CompletionStage<Verdict> stage) throws Exception {
    return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static void close(Engine engine) throws Exception {
    var _ =
        engine
            .coordinator()
            .shutdown(new ShutdownReason.Quit())
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private Engine engine(SystemScheduler scheduler, Optional<Path> state) throws Exception {
    return Engine.create(
        settings("nats", 1),
        scheduler,
        new Engine.Surfaces(
            WorkExecutor.virtualThreads(),
            PasswordPrompt.unavailable(),
            false,
            code -> {
              throw new AssertionError("halted with " + code);
            },
            state));
  }

  private ConnectionSettings more(String name, int port) throws Exception {
    return settings(name, port).connections().getFirst();
  }

  /** Where nobody listens. */
  private Settings settings(String name, int port) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("signalbox.yaml"),
            "connections:\n  %s: {type: nats, servers: [\"nats://127.0.0.1:%d\"]}\nretry: {enabled: false}\n"
                .formatted(name, port));
    return SettingsLoader.load(file, Map.of());
  }
}
