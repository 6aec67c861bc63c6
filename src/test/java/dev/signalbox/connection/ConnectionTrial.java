package dev.signalbox.connection;

import static java.util.concurrent.TimeUnit.SECONDS;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.testing.ScriptedConnector;
import dev.signalbox.testing.ScriptedSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/**
 * A supervisor on its own: a scripted peer, time moved by hand, its log lines kept. Closing it
 * fails the test if a thread is left behind, so every gate must have been opened by then.
 */
final class ConnectionTrial implements AutoCloseable {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
  static final HeartbeatSettings HEARTBEAT = HeartbeatSettings.DEFAULT;
  private static final long SEED = 7;
  private static final String[] THREADS = {
    "connect ", "close ", "abandon ", "interrupt ", "heartbeat ", "notifications"
  };

  private final ManualScheduler scheduler = new ManualScheduler();
  private final ScriptedConnector connector = new ScriptedConnector();
  private final ConnectionSupervisor supervisor;
  private final Logger logger;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  private ConnectionTrial(EndpointKind kind, RetrySettings retry, WorkExecutor executor) {
    this(kind, retry, executor, UnaryOperator.identity());
  }

  private ConnectionTrial(
      EndpointKind kind,
      RetrySettings retry,
      WorkExecutor executor,
      UnaryOperator<String> redaction) {
    this(endpoint(kind, CONNECT_TIMEOUT), retry, executor, redaction);
  }

  private static Endpoint endpoint(EndpointKind kind, Duration connectTimeout) {
    return new Endpoint(
        "trial", kind, kind.label(), "nats://a:4222", connectTimeout, true, HEARTBEAT);
  }

  private ConnectionTrial(
      Endpoint endpoint,
      RetrySettings retry,
      WorkExecutor executor,
      UnaryOperator<String> redaction) {
    logger = (Logger) LoggerFactory.getLogger("signalbox.connection.trial");
    appender.list = new CopyOnWriteArrayList<>();
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
    supervisor =
        new ConnectionSupervisor(
            endpoint,
            connector,
            new ConnectionEnvironment(
                scheduler, executor, policy(retry), new FailureReports(redaction)));
  }

  static ConnectionTrial withRetries() {
    return of(EndpointKind.NATS);
  }

  /** One whose connects have no more than that, of real time. */
  static ConnectionTrial allowing(Duration connectTimeout) {
    return new ConnectionTrial(
        endpoint(EndpointKind.NATS, connectTimeout),
        RetrySettings.DEFAULT,
        WorkExecutor.virtualThreads(),
        UnaryOperator.identity());
  }

  static ConnectionTrial with(UnaryOperator<String> redaction) {
    return new ConnectionTrial(
        EndpointKind.NATS, RetrySettings.DEFAULT, WorkExecutor.virtualThreads(), redaction);
  }

  static ConnectionTrial with(RetrySettings retry) {
    return new ConnectionTrial(EndpointKind.NATS, retry, WorkExecutor.virtualThreads());
  }

  static ConnectionTrial withoutRetries() {
    RetrySettings never =
        new RetrySettings(
            false,
            RetrySettings.DEFAULT.initial(),
            RetrySettings.DEFAULT.max(),
            RetrySettings.DEFAULT.giveUpAfter());
    return with(never);
  }

  static ConnectionTrial of(EndpointKind kind) {
    return new ConnectionTrial(kind, RetrySettings.DEFAULT, WorkExecutor.virtualThreads());
  }

  static ConnectionTrial on(WorkExecutor executor) {
    return new ConnectionTrial(EndpointKind.NATS, RetrySettings.DEFAULT, executor);
  }

  /** A policy that draws the same random waits as the supervisor's own. */
  static RetryPolicy policy(RetrySettings settings) {
    return new RetryPolicy(settings, new SplittableRandom(SEED));
  }

  ConnectionSupervisor supervisor() {
    return supervisor;
  }

  ScriptedConnector connector() {
    return connector;
  }

  Instant now() {
    return scheduler.now();
  }

  void advance(Duration time) {
    scheduler.advance(time);
  }

  void advanceMillis(long millis) {
    scheduler.advance(Duration.ofMillis(millis));
  }

  ConnectionStatus status() {
    return supervisor.snapshot().status();
  }

  /** Waits for a state of this kind and returns it, once its log line is written. */
  <S extends ConnectionState> S await(Class<S> state) throws Exception {
    return state.cast(awaitStatus(status -> state.isInstance(status.state())).state());
  }

  ConnectionStatus awaitStatus(Predicate<ConnectionStatus> condition) throws Exception {
    ConnectionStatus reached =
        supervisor.when(now -> condition.test(now.status())).get(10, SECONDS).status();
    // Listeners hear of a change before its effects are done, such as arming a retry; looking at
    // the supervisor once more waits for them.
    supervisor.snapshot();
    return reached;
  }

  ConnectionStatus awaitOrphans(int orphans) throws Exception {
    return awaitStatus(status -> status.orphans() == orphans);
  }

  /** Begins a connect and returns it as soon as the connector works on it. */
  ScriptedConnector.Call connecting() throws InterruptedException {
    supervisor.connect(Askers.TEST);
    return connector.awaitCall();
  }

  /** Connects, up to the first answered heartbeat. */
  ScriptedSession connected() throws Exception {
    ScriptedSession session = connecting().succeed();
    awaitProof();
    return session;
  }

  /** Waits until a heartbeat has been answered. */
  void awaitProof() throws Exception {
    awaitStatus(
        status -> status.state() instanceof ConnectionState.Connected c && c.latency().isPresent());
  }

  /** Connects, then lets the peer fall silent until that is noticed. */
  ScriptedSession stale() throws Exception {
    ScriptedSession session = connected();
    session.fallSilent();
    advance(HEARTBEAT.interval());
    advance(HEARTBEAT.timeout());
    await(ConnectionState.Stale.class);
    return session;
  }

  /** The log so far: level and message. */
  List<String> lines() {
    return appender.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    supervisor.retire();
    supervisor.disconnect(Askers.TEST);
    try {
      awaitStatus(
          status ->
              status.abandoned().isEmpty()
                  && (status.state() instanceof ConnectionState.Off
                      || status.state() instanceof ConnectionState.Failed));
    } catch (Exception e) {
      throw new AssertionError("The endpoint did not come to rest: " + status(), e);
    } finally {
      logger.detachAppender(appender);
      logger.setAdditive(true);
    }
    LiveThreads.awaitNone(THREADS);
  }
}
