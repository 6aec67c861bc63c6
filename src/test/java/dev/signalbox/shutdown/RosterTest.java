package dev.signalbox.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.shutdown.state.RosterSnapshot;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.ScriptedConnector;
import dev.signalbox.testing.ScriptedSession;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Endpoints and relays come and go while the program runs; nobody who is needed goes. */
class RosterTest {
  private static final long LIMIT_SECONDS = 10;

  @AutoClose private final ShutdownTrial trial = ShutdownTrial.inProduction();
  private final Roster roster = trial.roster;

  @Test
  void whoComesIsConnectedByTheCoordinatorLikeTheOthers() throws Exception {
    ScriptedConnector peer = new ScriptedConnector();
    ConnectionSupervisor second = trial.supervisor("second", EndpointKind.MARIADB, peer);

    assertThat(roster.add(second)).isEqualTo(new Verdict.Accepted());
    assertThat(trial.coordinator.connect("second", Askers.TEST).isAccepted()).isTrue();

    peer.awaitCall().succeed();
    assertThat(await(second.when(s -> s.state() instanceof Connected)).changedBy()).isEmpty();
    assertThat(names()).containsExactly("nats", "mariadb", "second");
  }

  @Test
  void aNameIsGivenOnceToAConnectionAndOnceToARelay() {
    assertThat(roster.add(trial.supervisor("nats", EndpointKind.NATS, new ScriptedConnector())))
        .isEqualTo(new Verdict.Refused("there is a connection of that name already"));
    assertThat(roster.add(trial.supervisor("txlog", EndpointKind.NATS, new ScriptedConnector())))
        .isEqualTo(new Verdict.Accepted());
    assertThat(roster.add(trial.relay("txlog", "mariadb", "nats")))
        .isEqualTo(new Verdict.Refused("there is a relay of that name already"));
  }

  @Test
  void aRelayWhoseConnectionsAreNotHereOrOfAnotherKindIsRefused() {
    assertThat(roster.add(trial.relay("other", "oracle", "nats")))
        .isEqualTo(new Verdict.Refused("there is no connection oracle"));
    assertThat(roster.add(trial.relay("other", "nats", "nats")))
        .isEqualTo(new Verdict.Refused("connection nats is NATS, not a database"));
    assertThat(roster.add(trial.relay("other", "mariadb", "mariadb")))
        .isEqualTo(new Verdict.Refused("connection mariadb is MariaDB, not NATS"));
    assertThat(roster.add(trial.relay("other", "mariadb", "nats")).isAccepted()).isTrue();
  }

  @Test
  void whatARelayIsSetToUseStays() {
    assertThat(await(roster.removeConnection("nats", Askers.TEST)))
        .isEqualTo(new Verdict.Refused("relay txlog uses it: take that out first"));
    assertThat(await(roster.removeConnection("missing", Askers.TEST)))
        .isEqualTo(new Verdict.Refused("there is no such connection"));
  }

  @Test
  void aConnectionIsClosedAsADisconnectWouldAndThenGone() throws Exception {
    assertThat(await(roster.removeRelay("txlog", Askers.TEST)).isAccepted()).isTrue();
    ScriptedSession session = trial.connected(trial.mariaDb, trial.mariaDbPeer);

    assertThat(await(roster.removeConnection("mariadb", Askers.TEST)).isAccepted()).isTrue();

    assertThat(trial.mariaDb.snapshot().state()).isInstanceOf(Off.class);
    assertThat(session.closedOrderly()).contains(true);
    assertThat(names()).containsExactly("nats");
    assertThat(trial.coordinator.connect("mariadb", Askers.TEST))
        .isEqualTo(new Verdict.Refused("there is no such connection"));
    assertThat(trial.mariaDb.connect(Askers.TEST).isAccepted()).isFalse();
  }

  @Test
  void aConnectionThatIsBeingClosedIsAskedForNothingMore() throws Exception {
    assertThat(await(roster.removeRelay("txlog", Askers.TEST)).isAccepted()).isTrue();
    ScriptedSession session = trial.connected(trial.mariaDb, trial.mariaDbPeer);
    Gate closing = session.hangOnClose();

    CompletableFuture<Verdict> gone = roster.removeConnection("mariadb", Askers.TEST);

    assertThat(trial.coordinator.reconnect("mariadb", Askers.TEST))
        .isEqualTo(new Verdict.Refused("it is just being taken out"));
    assertThat(await(roster.removeConnection("mariadb", Askers.TEST)))
        .isEqualTo(new Verdict.Refused("it is just being taken out"));
    assertThat(gone).isNotDone();
    closing.open();
    assertThat(await(gone).isAccepted()).isTrue();
  }

  @Test
  void anAttemptUnderWayIsCancelled() throws Exception {
    assertThat(await(roster.removeRelay("txlog", Askers.TEST)).isAccepted()).isTrue();
    assertThat(trial.coordinator.connect("nats", Askers.TEST).isAccepted()).isTrue();

    assertThat(await(roster.removeConnection("nats", Askers.TEST)).isAccepted()).isTrue();

    assertThat(trial.nats.snapshot().state()).isInstanceOf(Off.class);
    assertThat(names()).containsExactly("mariadb");
  }

  @Test
  void oneThatReplacesALiveConnectionIsConnectedInItsPlace() throws Exception {
    ScriptedSession session = trial.connected(trial.mariaDb, trial.mariaDbPeer);
    ScriptedConnector peer = new ScriptedConnector();
    ConnectionSupervisor next = trial.supervisor("mariadb", EndpointKind.MARIADB, peer);
    long before = number("mariadb");

    assertThat(await(roster.replace(next, Askers.TEST)).isAccepted()).isTrue();

    peer.awaitCall().succeed();
    await(next.when(s -> s.state() instanceof Connected));
    assertThat(names()).containsExactly("nats", "mariadb");
    assertThat(number("mariadb")).isGreaterThan(before);
    assertThat(session.closedOrderly()).contains(true);
  }

  @Test
  void anotherKindDoesNotReplaceWhatARelayIsSetToUse() {
    ConnectionSupervisor next =
        trial.supervisor("mariadb", EndpointKind.ORACLE, new ScriptedConnector());

    assertThat(await(roster.replace(next, Askers.TEST)))
        .isEqualTo(new Verdict.Refused("relay txlog uses it: take that out first"));
  }

  @Test
  void listenersHearWhoIsHereUntilTheyLeave() throws InterruptedException {
    BlockingQueue<RosterSnapshot> heard = new LinkedBlockingQueue<>();
    Consumer<RosterSnapshot> listener = heard::add;
    roster.addListener(listener);
    assertThat(next(heard).connections()).hasSize(2);

    assertThat(roster.add(trial.supervisor("third", EndpointKind.ORACLE, new ScriptedConnector())))
        .isEqualTo(new Verdict.Accepted());
    assertThat(next(heard).connections()).hasSize(3);

    roster.removeListener(listener);
    assertThat(await(roster.removeConnection("third", Askers.TEST)).isAccepted()).isTrue();
    assertThat(heard).isEmpty();
  }

  @Test
  void aProgramThatClosesTakesNobodyInAndLetsNobodyOut() {
    var _ = await(trial.coordinator.shutdown(new ShutdownReason.Quit()));

    Verdict closing = new Verdict.Refused("Signalbox is closing");
    assertThat(roster.add(trial.supervisor("third", EndpointKind.NATS, new ScriptedConnector())))
        .isEqualTo(closing);
    assertThat(await(roster.removeConnection("nats", Askers.TEST))).isEqualTo(closing);
    assertThat(await(roster.removeRelay("txlog", Askers.TEST))).isEqualTo(closing);
  }

  @Test
  void aShutdownClosesWhoIsJustLeavingToo() throws Exception {
    assertThat(await(roster.removeRelay("txlog", Askers.TEST)).isAccepted()).isTrue();
    ScriptedSession session = trial.connected(trial.mariaDb, trial.mariaDbPeer);
    Gate closing = session.hangOnClose();
    CompletableFuture<Verdict> gone = roster.removeConnection("mariadb", Askers.TEST);

    var end = trial.coordinator.shutdown(new ShutdownReason.Quit());
    closing.open();

    assertThat(await(end).steps()).allMatch(step -> step.complete());
    assertThat(await(gone).isAccepted()).isTrue();
    assertThat(session.closedOrderly()).contains(true);
  }

  private List<String> names() {
    return roster.snapshot().connections().stream().map(m -> m.configured().name()).toList();
  }

  private long number(String name) {
    return roster.snapshot().connections().stream()
        .filter(member -> member.configured().name().equals(name))
        .findFirst()
        .orElseThrow()
        .number();
  }

  private static RosterSnapshot next(BlockingQueue<RosterSnapshot> heard)
      throws InterruptedException {
    RosterSnapshot snapshot = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(snapshot).isNotNull();
    return snapshot;
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
  }

  @Test
  void aConnectionThatIsReplacedWhileItIsDisconnectedStaysOff() throws Exception {
    ScriptedSession session = trial.connected(trial.mariaDb, trial.mariaDbPeer);
    Gate closing = session.hangOnClose();
    assertThat(trial.coordinator.disconnect("mariadb", Askers.TEST).isAccepted()).isTrue();
    ScriptedConnector peer = new ScriptedConnector();
    ConnectionSupervisor next = trial.supervisor("mariadb", EndpointKind.MARIADB, peer);

    CompletableFuture<Verdict> replaced = roster.replace(next, Askers.TEST);
    closing.open();

    assertThat(await(replaced).isAccepted()).isTrue();
    assertThat(next.snapshot().state()).isInstanceOf(Off.class);
    assertThat(peer.unseenCalls()).isZero();
  }

  @Test
  void whatTakesThePlaceOfAnotherInAProgramThatClosesBeginsNothing() throws Exception {
    ScriptedSession session = trial.connected(trial.mariaDb, trial.mariaDbPeer);
    Gate closing = session.hangOnClose();
    ConnectionSupervisor next =
        trial.supervisor("mariadb", EndpointKind.MARIADB, new ScriptedConnector());
    CompletableFuture<Verdict> replaced = roster.replace(next, Askers.TEST);

    var end = trial.coordinator.shutdown(new ShutdownReason.Quit());
    closing.open();

    var _ = await(end);
    assertThat(await(replaced).isAccepted()).isTrue();
    assertThat(next.connect(Askers.TEST).isAccepted()).isFalse();
  }

  @Test
  void whoTookWhatOutIsInTheLog() {
    assertThat(await(trial.coordinator.changes().removeRelay("txlog", Askers.TEST)))
        .as("in production")
        .isEqualTo(new Verdict.Refused("this is production: arm it first"));
    assertThat(trial.coordinator.arm(Askers.TEST).isAccepted()).isTrue();
    assertThat(await(trial.coordinator.changes().removeRelay("txlog", Askers.TEST)).isAccepted())
        .isTrue();
    assertThat(
            await(trial.coordinator.changes().removeConnection("nothing", Askers.TEST))
                .isAccepted())
        .isFalse();

    assertThat(trial.log())
        .contains(
            "INFO Did take out relay txlog, asked by kurt@console-3 (test)",
            "INFO Refused to take out connection nothing: there is no such connection");
  }
}
