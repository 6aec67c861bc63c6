package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.jdbc.DatabaseSession;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Waiting;
import dev.signalbox.matrix.Situation.FrozenAt;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.tcp.Direction;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.sandbox.tcp.Traffic;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LiveThreads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Brings a site into its cell's situation, and returns only when it is in it. */
final class Arising {
  /**
   * The target was connected before that reply. Under TLS a server's messages are now one and now
   * two, so how many there are is known only afterwards.
   */
  static final class ShorterHandshake extends Exception {
    private static final long serialVersionUID = 1;
  }

  private static final int ROWS = 20;
  private static final int MORE_ROWS = 40;

  /** More than any answer but a page of rows has. */
  private static final int LONG_ANSWER = 6_000;

  /** So slow that a connect takes longer than a busy machine needs to pull the trigger. */
  private static final Duration SLOWNESS = Duration.ofMillis(200);

  private final Site site;

  Arising(Site site) {
    this.site = site;
  }

  void arise() throws Exception {
    switch (site.cell().situation()) {
      case FrozenAt(var reply, _) -> freezeHandshake(reply);
      case Situation.Kind kind -> arise(kind);
    }
  }

  private void arise(Situation.Kind kind) throws Exception {
    switch (kind) {
      case NAME_RESOLUTION -> {
        begin();
        awaitPhase(ConnectPhase.NAME_RESOLUTION);
      }
      case SYN_DROPPED -> {
        site.setAll(new Fault.Blackhole());
        begin();
        awaitQuickly(() -> !site.sockets().isEmpty());
      }
      case SILENT -> {
        freezeHandshake(1);
        // A server that speaks first may have spoken before the driver has heard of its connection,
        // and a driver that has not begun to connect looks like one that logs in.
        awaitQuickly(Arising::nobodyConnects);
        awaitPhase(ConnectPhase.LOGIN);
      }
      case SLOW -> {
        site.setAll(new Fault.Delay(SLOWNESS));
        begin();
        awaitTraffic(traffic -> traffic.toClient() > 0);
      }
      case RETRY_WAITING -> {
        site.setAll(new Fault.Refuse());
        begin();
        Site.await(site.target(), s -> s.state() instanceof Waiting);
      }
      case POOL_HALF_FILLED -> fillPoolByHalf();
      case IDLE -> establish();
      case PEER_GONE -> {
        establish();
        site.setAll(new Fault.Blackhole());
      }
      case HEARTBEAT_HANGING -> {
        establish();
        freezeAnswers();
      }
      case PAGE_QUERY -> hangPageQuery();
      case ROW_FETCH -> freezeRows();
      case ACKS_OUTSTANDING -> withholdAcknowledgements();
      case NATS_RECONNECTING -> loseNats();
      case CHECKPOINT -> hangCommit();
      case STOPPING -> hangStop();
      case FROZEN_HANDSHAKE, FROZEN_TLS_HANDSHAKE, SAME_INSTANT ->
          throw new IllegalArgumentException(kind + " is of some reply");
    }
  }

  /** Begins to connect the target: by itself, or as the start of the relay that needs it. */
  private void begin() throws SQLException {
    if (site.cell().trigger() == Trigger.STOP) {
      site.events().reset(ROWS);
      assertThat(site.coordinator().start(site.relayName(), Askers.TEST).isAccepted()).isTrue();
    } else {
      assertThat(site.coordinator().connect(Site.TARGET, Askers.TEST).isAccepted()).isTrue();
    }
  }

  private void freezeHandshake(int reply) throws Exception {
    Fault fault = new Fault.FreezeMessage(Direction.TO_CLIENT, reply, 0);
    site.setAll(fault);
    begin();
    awaitQuickly(() -> isTargetConnected() || isAny(traffic -> traffic.held() > 0));
    if (isTargetConnected()) {
      throw new ShorterHandshake();
    }
    if (site.cell().situation() != Situation.Kind.SILENT) {
      // Where there are several servers, the others are fine: the driver must not turn to them.
      site.relays().stream()
          .filter(relay -> relay.traffic().held() == 0)
          .forEach(relay -> relay.set(new Fault.None()));
    }
    assertThat(site.target().snapshot().state()).isInstanceOf(Connecting.class);
  }

  private static boolean nobodyConnects() {
    return Stream.of("NioSocketImpl.connect", "SocketChannelImpl.connect")
        .noneMatch(method -> LiveThreads.isIn("dev.signalbox.connection", method));
  }

  private void awaitPhase(ConnectPhase phase) throws Exception {
    Site.await(site.target(), s -> s.state() instanceof Connecting c && c.phase() == phase);
  }

  private boolean isTargetConnected() {
    return site.target().snapshot().state() instanceof Connected;
  }

  /** Connects the target; polls, if the situation or the trigger is about polling. */
  private void establish() throws Exception {
    if (site.cell().situation().kind().isRelaying() || site.cell().trigger() == Trigger.STOP) {
      poll();
    } else {
      begin();
      Site.await(site.target(), s -> s.state() instanceof Connected c && c.latency().isPresent());
    }
  }

  private void poll() throws Exception {
    site.events().reset(ROWS);
    assertThat(site.coordinator().start(site.relayName(), Askers.TEST).isAccepted()).isTrue();
    Site.await(site.relay(), s -> s.state() instanceof RelayState.Running);
    awaitCounters(counters -> counters.acknowledged() == ROWS);
  }

  private void freezeAnswers() throws InterruptedException {
    site.setAll(new Fault.Freeze(Direction.TO_CLIENT, 0));
    awaitTraffic(traffic -> traffic.held() > 0);
  }

  private void fillPoolByHalf() throws Exception {
    establish();
    DatabaseSession session = site.target().session(DatabaseSession.class).orElseThrow();
    CountDownLatch borrowed = new CountDownLatch(1);
    site.borrow(borrower(session, borrowed));
    assertThat(borrowed.await(Site.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    if (site.cell().trigger() == Trigger.STOP) {
      // Polls with a connection of its own by now: what is opened from here on is for borrowers.
      site.events().add(MORE_ROWS);
      awaitCounters(counters -> counters.acknowledged() == ROWS + MORE_ROWS);
    }
    int before = site.relays().getFirst().traffic().accepted();
    site.setAll(new Fault.Freeze(Direction.TO_CLIENT, 0));
    for (int i = 1; i < Site.BORROWERS; i++) {
      site.borrow(borrower(session, new CountDownLatch(1)));
    }
    awaitTraffic(traffic -> traffic.accepted() > before && traffic.held() > 0);
  }

  /** Someone who keeps a connection until he is sent home. */
  private static Thread borrower(DatabaseSession session, CountDownLatch borrowed) {
    return Thread.ofVirtual()
        .name("busy borrower")
        .unstarted(
            () -> {
              try {
                session.call(
                    Deadline.in(Site.LIMIT),
                    _ -> {
                      borrowed.countDown();
                      return keep();
                    });
              } catch (SQLException e) {
                // Sent home: that is how this ends.
              }
            });
  }

  private static boolean keep() throws SQLException {
    try {
      return new CountDownLatch(1).await(Site.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new SQLException(e);
    }
  }

  private void hangPageQuery() throws Exception {
    poll();
    if (site.cell().target() == Target.ORACLE) {
      // Of all statements only the page's names the table.
      site.servers().oracle.stall(site.events().tableName());
      site.events().add(MORE_ROWS);
      awaitQuickly(() -> site.servers().oracle.stalled() > 0);
    } else {
      Connection locking = site.lock(site.events().table() + " WRITE");
      site.events().add(MORE_ROWS, locking);
      awaitStatement("FROM `" + site.events().table());
    }
  }

  private void freezeRows() throws Exception {
    poll();
    site.setAll(new Fault.FreezeLongMessages(Direction.TO_CLIENT, LONG_ANSWER));
    site.events().add(MORE_ROWS);
    awaitTraffic(traffic -> traffic.held() > 0);
  }

  private void withholdAcknowledgements() throws Exception {
    poll();
    site.setAll(new Fault.Freeze(Direction.TO_CLIENT, 0));
    site.events().add(MORE_ROWS);
    awaitCounters(counters -> counters.published() > counters.acknowledged());
    awaitTraffic(traffic -> traffic.held() > 0);
  }

  private void loseNats() throws Exception {
    poll();
    site.setAll(new Fault.Refuse());
    // Ends the connections there are; the port stays closed.
    site.relays().forEach(FaultRelay::resetConnections);
    Site.await(site.relay(), s -> s.state() instanceof RelayState.Paused);
    Site.await(site.target(), s -> s.state() instanceof Waiting);
    site.events().add(MORE_ROWS);
  }

  private void hangCommit() throws Exception {
    poll();
    site.lock("signalbox_checkpoint READ");
    site.events().add(MORE_ROWS);
    awaitStatement("processed = processed");
  }

  private void hangStop() throws Exception {
    if (site.cell().target().isDatabase()) {
      hangPageQuery();
    } else {
      withholdAcknowledgements();
    }
    assertThat(site.coordinator().stop(site.relayName(), Askers.TEST).isAccepted()).isTrue();
    Site.await(site.relay(), s -> s.state() instanceof RelayState.Stopping);
  }

  private void awaitStatement(String part) {
    awaitQuickly(
        () ->
            site.servers().mariaDb.processList().stream()
                .anyMatch(
                    session ->
                        session.user().equals(site.servers().mariaDb.app().user())
                            && session.statement().contains(part)));
  }

  /** Waits for traffic before whichever of the target's addresses the driver has chosen. */
  private void awaitTraffic(Predicate<Traffic> condition) {
    awaitQuickly(() -> isAny(condition));
  }

  private boolean isAny(Predicate<Traffic> condition) {
    return site.relays().stream().anyMatch(relay -> condition.test(relay.traffic()));
  }

  /** Counters move without being announced. */
  private void awaitCounters(Predicate<RelayCounters> condition) {
    awaitQuickly(() -> condition.test(site.relay().snapshot().counters()));
  }

  private static void awaitQuickly(Callable<Boolean> condition) {
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(Site.LIMIT)
        .until(condition);
  }
}
