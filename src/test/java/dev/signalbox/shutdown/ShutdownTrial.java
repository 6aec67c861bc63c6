package dev.signalbox.shutdown;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.testing.ScriptedConnector;
import dev.signalbox.testing.ScriptedSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A coordinator with a real NATS and a real MariaDB supervisor, whose peers do what the test says.
 * Halting is recorded instead of done, and the log is kept.
 */
final class ShutdownTrial implements AutoCloseable {
  static final long LIMIT_SECONDS = 20;
  private static final long SEED = 7;

  final ManualScheduler scheduler = new ManualScheduler();
  final ScriptedConnector natsPeer = new ScriptedConnector();
  final ScriptedConnector mariaDbPeer = new ScriptedConnector();
  final ConnectionSupervisor nats = supervisor(EndpointKind.NATS, natsPeer);
  final ConnectionSupervisor mariaDb = supervisor(EndpointKind.MARIADB, mariaDbPeer);
  final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();

  /** The lines that there were when the logs were taken down. */
  final List<String> toldBeforeLogsClosed = new CopyOnWriteArrayList<>();

  final Roster roster = new Roster();
  final AtomicInteger driverCloses = new AtomicInteger();
  final AtomicInteger flushes = new AtomicInteger();
  final ShutdownCoordinator coordinator;
  private final Logger logger = (Logger) LoggerFactory.getLogger("signalbox");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private volatile @Nullable Gate slowFlush;

  private ShutdownTrial(Duration grace, boolean armingNeeded) {
    appender.list = new CopyOnWriteArrayList<>();
    appender.start();
    logger.addAppender(appender);
    roster.add(nats);
    roster.add(mariaDb);
    if (armingNeeded) {
      roster.add(relay("txlog", "mariadb", "nats"));
    }
    coordinator =
        new ShutdownCoordinator(
            roster,
            new ShutdownCoordinator.Setup(
                grace,
                armingNeeded,
                scheduler,
                driverCloses::incrementAndGet,
                _ -> flush(),
                (_, _) -> closeLogs(),
                halts::add));
  }

  static ShutdownTrial withGrace(Duration grace) {
    return new ShutdownTrial(grace, false);
  }

  /** Where Start needs arming; with a relay {@code txlog}, which needs both endpoints. */
  static ShutdownTrial inProduction() {
    return new ShutdownTrial(Duration.ofSeconds(10), true);
  }

  /** A relay that is not in the roster yet, with its checkpoint in {@code mariadb}. */
  Relay relay(String name, String source, String sink) {
    PollingSettings settings =
        new PollingSettings(
            name,
            source,
            sink,
            "mariadb",
            "EVENTS",
            "ID",
            "AT",
            "TXLOG",
            "txlog.events",
            Duration.ofSeconds(10),
            1000,
            TimestampSettings.DEFAULT);
    return new Relay(
        settings,
        roster::connection,
        new RelayEnvironment(
            scheduler,
            WorkExecutor.virtualThreads(),
            new FailureReports(UnaryOperator.identity()),
            new LeaseSettings(Duration.ofSeconds(15)),
            RelayLimits.STANDARD));
  }

  private ConnectionSupervisor supervisor(EndpointKind kind, ScriptedConnector peer) {
    return supervisor(kind.label().toLowerCase(Locale.ROOT), kind, peer);
  }

  /** A further one, not in the roster yet. */
  ConnectionSupervisor supervisor(String name, EndpointKind kind, ScriptedConnector peer) {
    Endpoint endpoint =
        new Endpoint(
            name,
            kind,
            kind.label(),
            "peer:1",
            Duration.ofSeconds(30),
            true,
            HeartbeatSettings.DEFAULT);
    return new ConnectionSupervisor(
        endpoint,
        peer,
        new ConnectionEnvironment(
            scheduler,
            WorkExecutor.virtualThreads(),
            new RetryPolicy(RetrySettings.DEFAULT, new SplittableRandom(SEED)),
            new FailureReports(UnaryOperator.identity())));
  }

  /** The last step will hang until the gate opens, deaf to interrupts. */
  Gate hangOnFlush() {
    Gate gate = new Gate();
    slowFlush = gate;
    return gate;
  }

  private boolean flush() {
    flushes.incrementAndGet();
    Gate gate = slowFlush;
    if (gate != null) {
      gate.awaitDeaf();
    }
    return true;
  }

  private void closeLogs() {
    toldBeforeLogsClosed.addAll(log());
  }

  /** Connects, up to the first answered heartbeat. */
  ScriptedSession connected(ConnectionSupervisor supervisor, ScriptedConnector peer)
      throws Exception {
    supervisor.connect(Askers.TEST);
    ScriptedSession session = peer.awaitCall().succeed();
    await(
        supervisor,
        state -> state instanceof ConnectionState.Connected c && c.latency().isPresent());
    return session;
  }

  void await(ConnectionSupervisor supervisor, Predicate<ConnectionState> condition)
      throws Exception {
    supervisor
        .when(snapshot -> condition.test(snapshot.state()))
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  static ShutdownReport result(CompletableFuture<ShutdownReport> shutdown) throws Exception {
    return shutdown.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The log so far, with every duration that was measured as "N s". */
  List<String> log() {
    return appender.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .map(line -> line.replaceAll("\\b\\d+\\.\\d+ s\\b", "N s"))
        .toList();
  }

  @Override
  public void close() {
    Gate gate = slowFlush;
    if (gate != null) {
      gate.open();
    }
    logger.detachAppender(appender);
  }
}
