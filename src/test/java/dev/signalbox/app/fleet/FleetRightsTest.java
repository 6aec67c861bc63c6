package dev.signalbox.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.base.Actor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.console.Command;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineConsole;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.fleet.setup.FleetServer;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Thorough;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What engines and windows can do under the users of the example of a server's configuration. */
@Timeout(120)
class FleetRightsTest {
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final List<Command> COMMANDS =
      List.of(
          new Command.Connect("nats"),
          new Command.Cancel("nats"),
          new Command.Disconnect("nats"),
          new Command.Reconnect("nats"),
          new Command.Start("txlog"),
          new Command.CancelStart("txlog"),
          new Command.Stop("txlog"),
          new Command.StopNow("txlog"),
          new Command.HandOver("txlog"),
          new Command.Arm(),
          new Command.Lock());

  @TempDir private Path folder = Path.of("");
  private Leftovers before = Leftovers.baseline();
  private final List<AutoCloseable> open = new ArrayList<>();
  private FleetServer server;
  private SystemScheduler scheduler;

  @BeforeEach
  void start() throws Exception {
    before = Leftovers.baseline();
    server = new FleetServer(folder);
    scheduler = new SystemScheduler();
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    scheduler.close();
    server.close();
    before.assertNoThreads();
  }

  @Thorough
  @Test
  void aViewerSeesAllOfItAndCommandsNothing() throws Exception {
    var _ = engine("engine1", FleetServer.ENGINE);
    FleetWatch watch = watch("viewer", "");
    EngineRow row = awaitKnown(watch, "engine1");
    assertThat(row.connections()).extracting(glance -> glance.name()).containsExactly("nats");
    try (EngineConsole console = watch.fleet().open(row.key()).orElseThrow()) {
      assertThat(console.roster().snapshot().connections()).hasSize(1);
      assertThat(answer(console.logTail(50)).entries())
          .extracting(LogEntry::message)
          .anyMatch(line -> line.startsWith("Served to the fleet as engine1"));
      assertThat(answer(console.transitions(Subject.connection("nats"), 10))).isNotEmpty();
      assertThat(answer(console.diagnostics()).documents()).isNotEmpty();
    }

    for (Command command : COMMANDS) {
      assertThat(answer(send(watch, row.key(), command), AT_ONCE))
          .as("%s", command)
          .isInstanceOf(Outcome.NotPermitted.class);
    }
    assertThat(awaitKnown(watch, "engine1").connections())
        .extracting(glance -> glance.word())
        .containsExactly("Off");
    assertThat(watch.fleet().engines().snapshot().link())
        .isInstanceOfSatisfying(
            Link.Online.class, online -> assertThat(online.lacking()).isEmpty());
  }

  @Thorough
  @Test
  void anOperatorCommandsAllAndOneOfAnEnvironmentSeesNoOther() throws Exception {
    Engine here = engine("engine1", FleetServer.ENGINE);
    Engine elsewhere = engine("engine2", FleetServer.ELSEWHERE);
    FleetWatch kurt = watch("kurt", "");
    FleetWatch lena = watch("lena", ", show: [staging]");
    EngineRow staging = awaitKnown(kurt, "engine1");
    EngineRow production = awaitKnown(kurt, "engine2");
    var _ = awaitKnown(lena, "engine1");

    assertThat(answer(send(kurt, production.key(), new Command.Connect("nats"))))
        .isEqualTo(new Outcome.Accepted());
    assertThat(answer(send(lena, staging.key(), new Command.Connect("nats"))))
        .isEqualTo(new Outcome.Accepted());
    awaitConnected(here);
    awaitConnected(elsewhere);

    assertThat(rows(lena)).extracting(row -> row.facts().name()).containsExactly("engine1");
    assertThat(answer(send(lena, production.key(), new Command.Disconnect("nats"))))
        .isInstanceOf(Outcome.NoAnswer.class);
    assertThat(warnings(here)).isEmpty();
  }

  @Thorough
  @Test
  void anEnginesUserNeitherWatchesNorCommands() throws Exception {
    var _ = engine("engine1", FleetServer.ENGINE);
    EngineKey key = awaitKnown(watch("viewer", ""), "engine1").key();

    FleetWatch watch = watch("engine1", "");

    await()
        .atMost(FleetBed.LIMIT)
        .untilAsserted(
            () ->
                assertThat(watch.fleet().engines().snapshot().link())
                    .isInstanceOfSatisfying(
                        Link.Offline.class,
                        offline ->
                            assertThat(offline.reason())
                                .startsWith("this user may not watch: ")
                                .contains("signalbox.v1.beat.>")));
    assertThat(rows(watch)).isEmpty();
    assertThat(answer(send(watch, key, new Command.Connect("nats"))))
        .isInstanceOf(Outcome.NoAnswer.class);
  }

  @Thorough
  @Test
  void anEngineUnderAKeyThatIsNotItsOwnSaysSo() throws Exception {
    Engine stranger = engine("engine1", FleetServer.ELSEWHERE);

    await()
        .atMost(FleetBed.LIMIT)
        .untilAsserted(
            () ->
                assertThat(warnings(stranger))
                    .singleElement()
                    .asString()
                    .startsWith(
                        "The server does not let this engine speak to the fleet as "
                            + FleetServer.ELSEWHERE.key()
                            + ": ")
                    .endsWith(". Give its user the permissions of that key."));
  }

  private Engine engine(String user, EngineAddress address) throws Exception {
    Path own = Files.createTempDirectory(folder, user);
    Path state = Files.createDirectory(own.resolve("state"));
    Files.writeString(state.resolve("fleet-id"), address.engine());
    Path file =
        Files.writeString(
            own.resolve("signalbox.yaml"),
            """
            environment: %s
            connections:
              nats: {type: nats, auto_connect: false, %s}
            fleet: {name: %s, %s}
            """
                .formatted(address.environment(), login(user), user, login(user)));
    Engine engine =
        Engine.create(
            SettingsLoader.load(file, Map.of()),
            scheduler,
            Engine.Surfaces.unattended(
                code -> {
                  throw new AssertionError("halted with " + code);
                },
                Optional.of(state)));
    open.addFirst(
        () -> {
          var _ =
              engine
                  .coordinator()
                  .shutdown(new ShutdownReason.Quit())
                  .get(FleetBed.LIMIT.toSeconds(), TimeUnit.SECONDS);
        });
    return engine;
  }

  private FleetWatch watch(String user, String more) throws Exception {
    Path file =
        Files.writeString(
            Files.createTempFile(folder, user, ".yaml"),
            "fleet: {%s%s}\n".formatted(login(user), more));
    Settings settings = SettingsLoader.loadFleet(file, Map.of());
    FleetWatch watch =
        FleetWatch.begin(settings.fleet().orElseThrow(), user, scheduler, settings.retry());
    open.addFirst(watch);
    watch.connect();
    return watch;
  }

  private String login(String user) {
    return "servers: [\"nats://127.0.0.1:%d\"], username: %s, password: %s, inbox_prefix: _INBOX_%s"
        .formatted(server.port(), user, FleetServer.PASSWORD, user);
  }

  private static CompletionStage<Outcome> send(
      FleetWatch watch, EngineKey engine, Command command) {
    return watch.fleet().send(engine, command, new Actor("somebody", "console-3", "window"));
  }

  private static List<EngineRow> rows(FleetWatch watch) {
    return watch.fleet().engines().snapshot().engines();
  }

  private static EngineRow awaitKnown(FleetWatch watch, String name) {
    await()
        .atMost(FleetBed.LIMIT)
        .untilAsserted(
            () ->
                assertThat(rows(watch))
                    .filteredOn(row -> row.facts().name().equals(name))
                    .extracting(EngineRow::presence)
                    .singleElement()
                    .isInstanceOf(Presence.Known.class));
    return rows(watch).stream()
        .filter(row -> row.facts().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void awaitConnected(Engine engine) {
    await()
        .atMost(FleetBed.LIMIT)
        .until(
            () -> engine.supervisors().getFirst().snapshot().state().word(), "Connected"::equals);
  }

  private static List<String> warnings(Engine engine) throws Exception {
    return answer(engine.console().logTail(1_000)).entries().stream()
        .filter(entry -> entry.severity().compareTo(Severity.WARN) >= 0)
        .map(LogEntry::message)
        .toList();
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return answer(stage, FleetBed.LIMIT);
  }

  private static <T> T answer(CompletionStage<T> stage, Duration limit) throws Exception {
    return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }
}
