package dev.signalbox.app.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Command;
import dev.signalbox.console.Presence;
import dev.signalbox.console.fleet.EngineConsole;
import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.fleet.window.WatchedFleet;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Thorough;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Nats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Engines that are served and a window that watches them, over a real nats-server. */
class FleetTest {
  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);
  private static final Actor KURT = new Actor("kurt", "console-3", "window");

  @TempDir private Path folder = Path.of("");
  private Leftovers before = Leftovers.baseline();
  private FleetBed bed;

  @BeforeEach
  void start() throws Exception {
    before = Leftovers.baseline();
    bed = FleetBed.start(folder);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    bed.close();
    before.assertNoThreads();
  }

  @Test
  void aWindowSeesAnEngineAndSteersIt() throws Exception {
    var _ = bed.serve("relay-7", "staging");
    WatchedFleet fleet = bed.watch("kurt");
    EngineRow row = awaitPresence(fleet, "relay-7", Presence.Known.class);
    assertThat(row.facts().environment()).isEqualTo("staging");
    assertThat(row.connections()).extracting(glance -> glance.word()).containsExactly("Off");

    assertThat(answer(fleet.send(row.key(), new Command.Connect("nats"), KURT)))
        .isEqualTo(new Outcome.Accepted());

    soon()
        .untilAsserted(
            () ->
                assertThat(FleetBed.row(fleet, "relay-7").orElseThrow().connections())
                    .extracting(glance -> glance.word())
                    .containsExactly("Connected"));
    assertThat(answer(fleet.send(row.key(), new Command.Connect("nats"), KURT)))
        .isEqualTo(new Outcome.Refused("already connected"));
    assertThat(answer(fleet.send(row.key(), new Command.RemoveConnection("nats"), KURT)))
        .isInstanceOf(Outcome.Refused.class);
    soon().untilAsserted(() -> assertThat(stored(Subjects.AUDIT_STREAM)).hasSize(3));
    assertThat(stored(Subjects.AUDIT_STREAM).getFirst())
        .contains("\"user\":\"kurt\"", "\"command\":\"connect\"", "\"verdict\":\"accepted\"");
    soon()
        .untilAsserted(
            () ->
                assertThat(stored(Subjects.TRANSITIONS_STREAM))
                    .anyMatch(text -> text.contains("\"to\":\"Connected\"")));
  }

  @Test
  void everyPageOfAConsoleWorksOnAnEngineElsewhere() throws Exception {
    var _ = bed.serve("relay-7", "staging");
    WatchedFleet fleet = bed.watch("kurt");
    EngineRow row = awaitPresence(fleet, "relay-7", Presence.Known.class);
    try (EngineConsole console = fleet.open(row.key()).orElseThrow()) {
      List<Transition> changes = new CopyOnWriteArrayList<>();
      var _ = console.listenToTransitions(changes::addAll);
      assertThat(console.identity().environment()).isEqualTo("staging");
      assertThat(console.roster().snapshot().connections()).hasSize(1);

      assertThat(answer(console.send(new Command.Connect("nats"), KURT)))
          .isEqualTo(new Verdict.Accepted());
      awaitState(console, ConnectionState.Connected.class);

      soon()
          .untilAsserted(
              () ->
                  assertThat(changes)
                      .filteredOn(change -> change.subject().equals(Subject.connection("nats")))
                      .extracting(Transition::to)
                      .containsExactly("Off", "Connecting", "Connected"));
      assertThat(answer(console.transitions(Subject.connection("nats"), 1)))
          .extracting(Transition::to)
          .containsExactly("Connected");
      soon()
          .untilAsserted(
              () ->
                  assertThat(console.connection("nats").orElseThrow().snapshot().connects().ended())
                      .hasSize(1));
      assertThat(answer(console.log(0, 1_000)).entries())
          .extracting(LogEntry::message)
          .anyMatch(line -> line.startsWith("Asked by kurt@console-3 (fleet)"));
      assertThat(answer(console.logTail(2)).entries()).hasSize(2);
      long next = answer(console.logTail(0)).next();
      // Nothing new: that says of no line that it is lost.
      assertThat(answer(console.log(next, 1_000)).first()).isZero();
      assertThat(answer(console.diagnostics()).documents()).isNotEmpty();
      assertThat(console.configuring()).isEmpty();
      assertThat(console.presence().snapshot().isCertain()).isTrue();
    }
  }

  @Thorough
  @Test
  void whileNothingHappensHardlyAnythingIsAsked() throws Exception {
    var _ = bed.serve("relay-7", "staging");
    WatchedFleet fleet = bed.watch("kurt");
    EngineRow row = awaitPresence(fleet, "relay-7", Presence.Known.class);
    try (EngineConsole console = fleet.open(row.key()).orElseThrow();
        Connection listening = Nats.connect(bed.server.url())) {
      soon().until(() -> !answer(console.log(0, 10)).entries().isEmpty());
      AtomicInteger asked = new AtomicInteger();
      CountDownLatch beats = new CountDownLatch(2);
      Dispatcher heard = listening.createDispatcher();
      var _ = heard.subscribe("signalbox.v1.ask.>", _ -> asked.incrementAndGet());
      var _ = heard.subscribe("signalbox.v1.beat.>", _ -> beats.countDown());

      assertThat(beats.await(FleetBed.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(asked).hasValueLessThan(5);
    }
  }

  @Thorough
  @Test
  void aFrozenServerLeavesNothingThatLooksWell() throws Exception {
    var _ = bed.serve("relay-7", "staging");
    WatchedFleet fleet = bed.watch("kurt");
    EngineRow row = awaitPresence(fleet, "relay-7", Presence.Known.class);
    try (EngineConsole console = fleet.open(row.key()).orElseThrow()) {
      var _ = answer(console.send(new Command.Connect("nats"), KURT));
      awaitState(console, ConnectionState.Connected.class);

      bed.server.suspend();
      try {
        awaitPresence(fleet, "relay-7", Presence.NotKnown.class);
        assertThat(fleet.engines().snapshot().link()).isInstanceOf(Link.Offline.class);
        awaitState(console, ConnectionState.Stale.class);
        assertThat(console.presence().snapshot()).isInstanceOf(Presence.NotKnown.class);
        assertThat(answer(console.send(new Command.Disconnect("nats"), KURT)))
            .isInstanceOf(Verdict.Refused.class);
      } finally {
        bed.server.resume();
      }
      awaitPresence(fleet, "relay-7", Presence.Known.class);
    }
  }

  @Thorough
  @Test
  void anEngineThatEndsInOrderIsToldFromOneThatIsGone() throws Exception {
    FleetBed.Served orderly = bed.serve("orderly", "staging");
    FleetBed.Served killed = bed.serve("killed", "staging");
    WatchedFleet fleet = bed.watch("kurt");
    awaitPresence(fleet, "orderly", Presence.Known.class);
    awaitPresence(fleet, "killed", Presence.Known.class);

    orderly.close();
    bed.forget(orderly);
    killed.connection().close(Deadline.in(FleetBed.LIMIT));

    awaitPresence(fleet, "orderly", Presence.Ended.class);
    awaitPresence(fleet, "killed", Presence.Gone.class);
  }

  @Test
  void whoeverComesSecondUnderOneIdIsNotServed() throws Exception {
    var _ = bed.serve("first", "staging", "one-id");
    WatchedFleet fleet = bed.watch("kurt");
    awaitPresence(fleet, "first", Presence.Known.class);

    FleetBed.Served second = bed.serve("second", "staging", "one-id");

    soon()
        .untilAsserted(
            () ->
                assertThat(answer(second.engine().console().logTail(20)).entries())
                    .extracting(LogEntry::message)
                    .anyMatch(line -> line.startsWith("Another run of this configuration")));
    assertThat(FleetBed.row(fleet, "second")).isEmpty();
  }

  @Test
  void productionIsArmedByWhoeverStartsThere() throws Exception {
    var _ = bed.serve("relay-7", "production");
    WatchedFleet kurt = bed.watch("kurt");
    WatchedFleet anna = bed.watch("anna");
    EngineRow row = awaitPresence(kurt, "relay-7", Presence.Known.class);
    awaitPresence(anna, "relay-7", Presence.Known.class);

    assertThat(answer(kurt.send(row.key(), new Command.Start("txlog"), KURT)))
        .isEqualTo(new Outcome.Refused("this is production: arm it first"));
    assertThat(answer(kurt.send(row.key(), new Command.Arm(), KURT)))
        .isEqualTo(new Outcome.Accepted());
    assertThat(answer(kurt.send(row.key(), new Command.Start("txlog"), KURT)))
        .isEqualTo(new Outcome.Refused("there is no such relay"));
    assertThat(answer(anna.send(row.key(), new Command.Start("txlog"), KURT)))
        .isEqualTo(new Outcome.Refused("this is production: arm it first"));
    assertThat(answer(kurt.send(row.key(), new Command.Lock(), KURT)))
        .isEqualTo(new Outcome.Accepted());
    assertThat(answer(kurt.send(row.key(), new Command.Start("txlog"), KURT)))
        .isEqualTo(new Outcome.Refused("this is production: arm it first"));
  }

  @Thorough
  @Test
  void anEngineThatWasStartedAgainIsTheSameOneInAnotherRun() throws Exception {
    FleetBed.Served first = bed.serve("relay-7", "staging", "one-id");
    WatchedFleet fleet = bed.watch("kurt");
    EngineRow before = awaitPresence(fleet, "relay-7", Presence.Known.class);
    try (EngineConsole console = fleet.open(before.key()).orElseThrow()) {
      first.connection().close(Deadline.in(FleetBed.LIMIT));
      awaitPresence(fleet, "relay-7", Presence.Gone.class);

      var _ = bed.serve("relay-7", "staging", "one-id");

      EngineRow after = awaitPresence(fleet, "relay-7", Presence.Known.class);
      assertThat(after.key()).isEqualTo(before.key());
      assertThat(after.facts().boot()).isNotEqualTo(before.facts().boot());
      assertThat(fleet.engines().snapshot().engines()).hasSize(1);
      assertThat(answer(console.send(new Command.Connect("nats"), KURT)))
          .isEqualTo(new Verdict.Accepted());
      awaitState(console, ConnectionState.Connected.class);
    }
  }

  @Test
  void twoWindowsThatCommandAtOnceDoNothingTwice() throws Exception {
    var _ = bed.serve("relay-7", "staging");
    WatchedFleet kurt = bed.watch("kurt");
    WatchedFleet anna = bed.watch("anna");
    EngineRow row = awaitPresence(kurt, "relay-7", Presence.Known.class);
    awaitPresence(anna, "relay-7", Presence.Known.class);

    CompletionStage<Outcome> one = kurt.send(row.key(), new Command.Connect("nats"), KURT);
    CompletionStage<Outcome> other = anna.send(row.key(), new Command.Connect("nats"), KURT);

    assertThat(List.of(answer(one), answer(other)))
        .filteredOn(outcome -> outcome.equals(new Outcome.Accepted()))
        .hasSize(1);
    soon().untilAsserted(() -> assertThat(stored(Subjects.AUDIT_STREAM)).hasSize(2));
  }

  @Thorough
  @Test
  void aClockThatIsWrongMakesNoTimeWrong() throws Exception {
    var _ = bed.serve("relay-7", "staging", "one-id", new LateClock(bed.scheduler, HALF_AN_HOUR));
    WatchedFleet fleet = bed.watch("kurt");
    EngineRow row = awaitPresence(fleet, "relay-7", Presence.Known.class);

    // Its clock is known from its first beat on.
    soon()
        .untilAsserted(
            () ->
                assertThat(FleetBed.row(fleet, "relay-7").orElseThrow().facts().started())
                    .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES)));
    assertThat(answer(fleet.send(row.key(), new Command.Connect("nats"), KURT)))
        .isEqualTo(new Outcome.Accepted());
  }

  private List<String> stored(String stream) throws Exception {
    try (Connection connection = Nats.connect(bed.server.url())) {
      long last =
          connection.jetStreamManagement().getStreamInfo(stream).getStreamState().getLastSequence();
      List<String> all = new CopyOnWriteArrayList<>();
      for (long sequence = 1; sequence <= last; sequence++) {
        all.add(
            new String(
                connection.jetStreamManagement().getMessage(stream, sequence).getData(),
                StandardCharsets.UTF_8));
      }
      return all;
    }
  }

  private static EngineRow awaitPresence(
      WatchedFleet fleet, String name, Class<? extends Presence> presence) {
    soon()
        .untilAsserted(
            () ->
                assertThat(FleetBed.row(fleet, name).map(EngineRow::presence))
                    .containsInstanceOf(presence));
    return FleetBed.row(fleet, name).orElseThrow();
  }

  private static void awaitState(EngineConsole console, Class<? extends ConnectionState> state) {
    soon()
        .untilAsserted(
            () ->
                assertThat(console.connection("nats").orElseThrow().snapshot().state())
                    .isInstanceOf(state));
  }

  private static ConditionFactory soon() {
    return await().atMost(FleetBed.LIMIT);
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(FleetBed.LIMIT.toSeconds(), TimeUnit.SECONDS);
  }
}
