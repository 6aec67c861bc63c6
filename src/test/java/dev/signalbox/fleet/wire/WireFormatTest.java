package dev.signalbox.fleet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.console.Command;
import dev.signalbox.console.LeaseHolding;
import dev.signalbox.console.PositionPlan;
import dev.signalbox.console.VerifyNews;
import dev.signalbox.fleet.wire.EngineState.Entry;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.journal.samples.Series;
import dev.signalbox.journal.samples.Stretch;
import dev.signalbox.relay.state.HeldLease;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.ui.States;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireFormatTest {
  private static final ProgramSnapshot OPEN =
      new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty());

  private final WireFormat format = new WireFormat();

  static Stream<ConnectionState> connectionStates() {
    Instant since = States.ago(Duration.ofMinutes(2));
    return Stream.of(
        new ConnectionState.Off(since),
        new ConnectionState.Connecting(
            States.ATTEMPT, since, States.NOW, ConnectPhase.LOGIN, Retries.NONE.next(since)),
        new ConnectionState.Cancelling(States.ATTEMPT, since),
        new ConnectionState.Connected(
            States.ATTEMPT, since, States.PEER, Optional.of(Duration.ofMillis(3)), States.NOW),
        new ConnectionState.Connected(
            States.ATTEMPT, since, States.PEER, Optional.empty(), States.NOW),
        new ConnectionState.Stale(
            States.ATTEMPT, since, States.PEER, States.NOW, since, States.SILENT),
        new ConnectionState.Waiting(since, States.NOW, Retries.AFTER_SESSION, States.REFUSED),
        new ConnectionState.Failed(since, States.DENIED),
        new ConnectionState.Closing(
            States.ATTEMPT, since, true, new ConnectionState.AfterClose.StayOff()),
        new ConnectionState.Closing(
            States.ATTEMPT, since, false, new ConnectionState.AfterClose.Recover(States.SILENT)));
  }

  @ParameterizedTest
  @MethodSource("connectionStates")
  void aConnectionComesOverAsItIs(ConnectionState state) throws Exception {
    ConnectionSnapshot snapshot = States.of(States.NATS, state);
    EngineState sent = state(List.of(new Entry<>(3, snapshot)), List.of());

    assertThat(format.readState(format.write(sent)))
        .isEqualTo(StateReader.Received.understood(sent));
  }

  static Stream<RelayState> relayStates() {
    Instant since = States.ago(Duration.ofMinutes(2));
    return Stream.of(
        new RelayState.Stopped(since),
        new RelayState.Starting(since, "the stream", 2, 5),
        new RelayState.Running(since),
        new RelayState.Paused(since, "Oracle does not reply"),
        new RelayState.Standby(
            since, new HeldLease("held by host b pid 2", Optional.of(since)), Optional.empty()),
        new RelayState.Standby(
            since, new HeldLease("held by another relay", Optional.empty()), Optional.empty()),
        new RelayState.Standby(
            since,
            new HeldLease("held by another relay", Optional.empty()),
            Optional.of("MariaDB: not connected")),
        new RelayState.Stalled(since, States.SILENT),
        new RelayState.Stopping(since, 3, 40, false),
        new RelayState.Stopping(since, 3, 40, true),
        new RelayState.Failed(since, States.DENIED));
  }

  @ParameterizedTest
  @MethodSource("relayStates")
  void aRelayComesOverAsItIs(RelayState state) throws Exception {
    EngineState sent = state(List.of(), List.of(new Entry<>(1, States.relay(state))));

    assertThat(format.readState(format.write(sent)))
        .isEqualTo(StateReader.Received.understood(sent));
  }

  static Stream<ProgramSnapshot> programs() {
    ShutdownReason reason = new ShutdownReason.Signal(15);
    ShutdownReport.Step step =
        new ShutdownReport.Step(ShutdownPhase.NATS, Duration.ofMillis(4), true, "drained");
    return Stream.of(
        OPEN,
        new ProgramSnapshot(
            new ProgramState.Closing(
                ShutdownPhase.RELAY, States.NOW, States.NOW, States.NOW, reason),
            List.of(step),
            Optional.of(States.NOW)),
        new ProgramSnapshot(
            new ProgramState.Closed(
                new ShutdownReport(
                    new ShutdownReason.Fatal("no display", 1), List.of(step), Duration.ZERO)),
            List.of(step),
            Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theProgramComesOverAsItIs(ProgramSnapshot program) throws Exception {
    EngineState sent =
        new EngineState(Introductions.RELAY_7, 12, States.NOW, program, List.of(), List.of());

    assertThat(format.readState(format.write(sent)).state()).isEqualTo(sent);
  }

  static Stream<Command> commands() {
    Position position = new Position("2026-03-02T10:14:07.000000000", "17");
    PositionPlan plan =
        new PositionPlan(
            "beginning",
            Optional.of(position),
            Optional.empty(),
            new PositionPlan.Count(1000, true),
            new PositionPlan.Count(0, false),
            true,
            Optional.empty());
    return Stream.of(
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
        new Command.Lock(),
        new Command.SetPosition("txlog", plan),
        new Command.TakeOver("txlog", new LeaseHolding(Optional.of("relay-8"), true, false)),
        new Command.Republish(
            "txlog",
            new VerifyNews.Result(10, Optional.of(position), 1, 2, List.of(position), true, 99)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void anOrderComesOverAsItIs(Command command) throws Exception {
    Order sent =
        new Order("id-1", "console-3", command, "boot-1", Optional.of("Running"), States.NOW);

    assertThat(format.read(format.write(sent), Order.class)).isEqualTo(sent);
  }

  @Test
  void whatIsSaidAndAskedComesOverAsItIs() throws Exception {
    Reply reply = new Reply(Reply.REFUSED, "already connected", true);
    assertThat(format.read(format.write(reply), Reply.class)).isEqualTo(reply);

    for (Question question :
        List.of(
            new Question.Ping(),
            new Question.State(),
            new Question.Log(17, 500),
            new Question.LogTail(100),
            new Question.Changes(Subject.relay("txlog"), 5),
            new Question.AllChanges(200),
            new Question.Measured(Subject.connection("nats"), States.NOW, States.NOW, 60),
            new Question.Position("txlog"),
            new Question.Backlog("txlog"),
            new Question.PositionHistory("txlog", 20),
            new Question.Plan("txlog", "beginning"),
            new Question.Lease("txlog"))) {
      assertThat(format.read(format.write(question), Question.class)).isEqualTo(question);
    }
    LogPage page =
        new LogPage(
            3,
            9,
            1000,
            List.of(
                new LogEntry(
                    8,
                    States.NOW,
                    Severity.WARN,
                    Subject.PROGRAM,
                    "slow",
                    Optional.of("details"))));
    assertThat(format.read(format.write(page), LogPage.class)).isEqualTo(page);

    ChangesTold changes =
        new ChangesTold(
            List.of(
                new Transition(
                    Subject.connection("nats"),
                    States.NOW,
                    "Off",
                    "Connecting",
                    Optional.empty(),
                    Optional.of(new Actor("kurt", "console-3", "fleet")))));
    assertThat(format.read(format.write(changes), ChangesTold.class)).isEqualTo(changes);

    AuditEntry audit =
        new AuditEntry(
            "id-1", States.NOW, new Actor("kurt", "console-3", "fleet"), "stop", "txlog", reply);
    assertThat(format.read(format.write(audit), AuditEntry.class)).isEqualTo(audit);
  }

  @Test
  void measurementsComeOverWithTheirGaps() throws Exception {
    float[] low = {1.5f, Float.NaN, 3};
    float[] high = {2, Float.NaN, 1e9f};
    Samples sent =
        new Samples(
            States.NOW,
            Duration.ofSeconds(10),
            List.of(Series.of(Measure.LAG, low, high)),
            List.of(new Stretch(States.NOW, States.NOW, Stretch.Gap.ASLEEP)));

    Samples read = format.read(format.write(sent), Samples.class);

    assertThat(read.from()).isEqualTo(sent.from());
    assertThat(read.width()).isEqualTo(sent.width());
    assertThat(read.watched()).isEqualTo(sent.watched());
    Series series = read.of(Measure.LAG).orElseThrow();
    assertThat(IntStream.range(0, 3).mapToObj(series::low)).containsExactly(1.5f, Float.NaN, 3f);
    assertThat(IntStream.range(0, 3).mapToObj(series::high)).containsExactly(2f, Float.NaN, 1e9f);
  }

  @Test
  void inBriefThereAreNoEarlierConnectsAndNoTraces() throws Exception {
    ConnectionSnapshot failed =
        States.of(States.MARIADB, new ConnectionState.Failed(States.NOW, States.DENIED));
    EngineState sent = state(List.of(new Entry<>(1, failed)), List.of());

    byte[] brief = format.writeInBrief(sent);
    ConnectionSnapshot read = format.readState(brief).state().connections().getFirst().snapshot();

    assertThat(new String(brief, StandardCharsets.UTF_8)).doesNotContain("SQLInvalid");
    assertThat(read.connects()).isEqualTo(ConnectHistory.NONE);
    assertThat(read.state().failure().orElseThrow().message()).isEqualTo(States.DENIED.message());
  }

  @Test
  void whatANewerEngineSaysInUnknownWordsIsNeverWell() throws Exception {
    ConnectionSnapshot connected =
        States.of(
            States.NATS,
            new ConnectionState.Connected(
                States.ATTEMPT, States.NOW, States.PEER, Optional.empty(), States.NOW));
    EngineState sent =
        state(
            List.of(new Entry<>(1, connected)),
            List.of(new Entry<>(2, States.relay(new RelayState.Running(States.NOW)))));
    String newer =
        text(format.write(sent))
            .replace("\"is\":\"Connected\"", "\"is\":\"Entangled\"")
            .replace("\"is\":\"Running\"", "\"is\":\"Gliding\"");

    StateReader.Received read = format.readState(bytes(newer));

    assertThat(read.newer()).isTrue();
    assertThat(read.connectionWords()).isEqualTo(Map.of("nats", "Entangled"));
    assertThat(read.relayWords()).isEqualTo(Map.of("txlog", "Gliding"));
    ConnectionSnapshot shown = read.state().connections().getFirst().snapshot();
    assertThat(shown.endpoint()).isEqualTo(States.NATS);
    assertThat(shown.state()).isInstanceOf(ConnectionState.Failed.class);
    Failure entangled = shown.state().failure().orElseThrow();
    assertThat(entangled.message()).contains("Entangled");
    assertThat(entangled.isNotUnderstood()).isTrue();
    RelayState gliding = read.state().relays().getFirst().snapshot().state();
    assertThat(gliding.isAtWork()).isTrue();
    assertThat(gliding.failure().filter(Failure::isNotUnderstood)).isPresent();
  }

  @Test
  void fieldsOfAnotherVersionAreReadPastAndMissed() throws Exception {
    String told =
        text(format.write(state(List.of(), List.of())))
            .replace("\"revision\":12", "\"revision\":12,\"mood\":{\"deep\":[1,2]}")
            .replace("\"group\":\"north\",", "\"group\":\"north\",\"rack\":4,")
            .replace("\"pid\":4711,", "");

    EngineState read = format.readState(bytes(told)).state();

    assertThat(read.identity().name()).isEqualTo("relay-7");
    assertThat(read.identity().pid()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "17",
        "{\"v\":2}",
        "{}",
        "{\"v\":1}",
        "{\"v\":1,\"identity\":17}",
        "{\"v\":1,\"command\":{\"is\":\"Shutdown\"}}",
        "{\"v\":1,\"command\":{\"is\":\"SaveConnection\",\"edit\":{\"is\":\"New\"}}}"
      })
  void whatIsNoMessageIsRefusedInOneLine(String text) {
    assertThatThrownBy(() -> format.readState(bytes(text)))
        .isInstanceOfSatisfying(
            UnreadableException.class, e -> assertThat(e.reason()).doesNotContain("\n"));
    assertThatThrownBy(() -> format.read(bytes(text), Order.class))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void depthAndSizeAreBounded() {
    String deep = "{\"v\":1,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThatThrownBy(() -> format.readState(bytes(deep))).isInstanceOf(UnreadableException.class);
    String large = "{\"v\":1,\"x\":\"" + "a".repeat(WireFormat.MOST_BYTES) + "\"}";
    assertThatThrownBy(() -> format.readState(bytes(large)))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void timesOfAClockThatIsLateArePutRight() throws Exception {
    EngineState sent = state(List.of(), List.of());

    EngineState read = format.of(Duration.ofMinutes(3)).readState(format.write(sent)).state();

    assertThat(read.at()).isEqualTo(sent.at().plus(Duration.ofMinutes(3)));
    assertThat(read.identity().started())
        .isEqualTo(sent.identity().started().plus(Duration.ofMinutes(3)));
  }

  private static EngineState state(
      List<Entry<ConnectionSnapshot>> connections, List<Entry<RelaySnapshot>> relays) {
    return new EngineState(Introductions.RELAY_7, 12, States.NOW, OPEN, connections, relays);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
