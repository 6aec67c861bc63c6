package dev.signalbox.relay.stream;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.relay.RelayTestBed;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.stream.window.AckWindow;
import dev.signalbox.relay.stream.window.StoredRows;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.testing.Askers;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A publisher and a real NATS, and a place in between where the test may act. */
final class PublisherTrial implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final NatsServer server;
  private final Connection connection;
  private final SystemScheduler scheduler = new SystemScheduler();
  private final RunControl control = new RunControl(scheduler);
  private final RelayFailures failures =
      new RelayFailures(new FailureReports(text -> text), scheduler);
  private final CallContext calls =
      new CallContext(control, scheduler, failures, RelayLimits.STANDARD);
  private final Map<Integer, Runnable> actions = new ConcurrentHashMap<>();
  private final AtomicInteger answers = new AtomicInteger();
  private volatile int heldBack = -1;
  private volatile @Nullable Held held;
  private volatile Runnable whileTelling = () -> {};
  private volatile Runnable whileCounting = () -> {};
  private final AtomicInteger counted = new AtomicInteger();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile Optional<PublishLatency> latency = Optional.empty();
  private final RelaySink sink;
  private final CheckpointRecord checkpoint =
      new CheckpointRecord(
          "source", 1, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), false);
  private final Fence fence;
  private final Publisher publisher;

  PublisherTrial() {
    try {
      server = NatsServer.start();
      SandboxSchema.createStream(server);
      connection = Nats.connect(server.url());
    } catch (Exception e) {
      // Unchecked, so that the field of a test may begin with it.
      throw new IllegalStateException("The server cannot be started", e);
    }
    sink = new RelaySink(connected(), calls, RelayTestBed.settings(100));
    fence = new Fence(sink, calls, checkpoint, 0, true);
    publisher = new Publisher(sink, calls, new Told());
    try {
      var _ = fence.raise();
    } catch (RelayException e) {
      throw new IllegalStateException("The term cannot begin", e);
    }
  }

  /** The window itself tells the test what it wants to know. */
  private final class Told implements PublishListener {
    @Override
    public void published(int messages) {}

    @Override
    public void acknowledged(int rows, int duplicates) {
      counted.addAndGet(rows);
      whileCounting.run();
    }

    @Override
    public void took(PublishLatency told) {
      latency = Optional.of(latency.map(told::and).orElse(told));
    }

    @Override
    public void drained(int acknowledged, int total) {
      whileTelling.run();
    }

    @Override
    public void overdue(Optional<Failure> cause) {}
  }

  @FunctionalInterface
  private interface Held {
    void call() throws InterruptedException;
  }

  CallContext calls() {
    return calls;
  }

  RelaySink sink() {
    return sink;
  }

  NatsServer server() {
    return server;
  }

  RunControl control() {
    return control;
  }

  /** A page of its own term. */
  AckWindow window(int rows) {
    AckWindow window =
        new AckWindow(checkpoint, new StoredRows(Map.of(), (_, _) -> false), scheduler::nanoTime);
    window.add(page(0, rows));
    return window;
  }

  static List<SourceRow> page(int first, int rows) {
    List<SourceRow> page = new ArrayList<>();
    for (int i = first; i < first + rows; i++) {
      page.add(
          new SourceRow(
              Position.of(RelayTestBed.PAST, Integer.toString(i)),
              "{}".getBytes(StandardCharsets.UTF_8)));
    }
    return page;
  }

  /** What happens when the driver has taken the message of that number, counted from 0. */
  void whileSending(int message, Runnable action) {
    actions.put(message, action);
  }

  /** What happens whenever the publisher tells how far it is, behind all else that it tells. */
  void whileTelling(Runnable action) {
    whileTelling = action;
  }

  void whileCounting(Runnable action) {
    whileCounting = action;
  }

  /** Of all rows so far. */
  Optional<PublishLatency> latency() {
    return latency;
  }

  /** How many rows were told to be acknowledged. */
  int counted() {
    return counted.get();
  }

  void publish(AckWindow window, TrialTraffic traffic) throws RelayException {
    publisher.publish(window, fence, Long.MAX_VALUE, traffic);
  }

  /** The ids of the stream's rows, in their order. */
  List<String> storedRows() throws Exception {
    Map<Position, Long> rows = new TailReader(sink).after(session(), checkpoint, 0).rows();
    return rows.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(row -> row.getKey().id())
        .toList();
  }

  NatsSession session() {
    return new WatchedSession(connection);
  }

  /** How many messages the driver has taken. */
  int sent() {
    return sent.get();
  }

  private ConnectionSupervisor connected() {
    ConnectionSupervisor supervisor =
        new ConnectionSupervisor(
            new Endpoint(
                "nats",
                EndpointKind.NATS,
                "NATS",
                server.url(),
                LONG,
                true,
                new HeartbeatSettings(LONG, LONG)),
            new Connected(),
            new ConnectionEnvironment(
                scheduler,
                WorkExecutor.virtualThreads(),
                new RetryPolicy(RetrySettings.DEFAULT, RandomGenerator.getDefault()),
                new FailureReports(text -> text)));
    var _ = supervisor.connect(Askers.TEST);
    var _ =
        supervisor
            .when(snapshot -> snapshot.state() instanceof ConnectionState.Connected)
            .orTimeout(5, TimeUnit.SECONDS)
            .join();
    return supervisor;
  }

  private final class Connected implements Connector {
    @Override
    public Session open(ConnectScope scope) {
      return new WatchedSession(watched());
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  private record WatchedSession(Connection connection) implements NatsSession {
    @Override
    public Optional<String> denial(String subject) {
      return Optional.empty();
    }

    @Override
    public Peer peer() {
      return new Peer("127.0.0.1:1", Optional.empty(), "watched");
    }

    @Override
    public JetStream jetStream() throws IOException {
      return connection.jetStream();
    }

    @Override
    public JetStreamManagement jetStreamManagement() throws IOException {
      return connection.jetStreamManagement();
    }

    @Override
    public MessageInfo nextMessage(String stream, long from, String subject)
        throws IOException, JetStreamApiException {
      return jetStreamManagement().getNextMessage(stream, from, subject);
    }

    @Override
    public MessageInfo lastMessage(String stream, String subject)
        throws IOException, JetStreamApiException {
      return jetStreamManagement().getLastMessage(stream, subject);
    }

    @Override
    public String jetStreamPrefix() {
      return "$JS.API";
    }

    @Override
    public void ping(Deadline deadline) {}

    @Override
    public void close(Deadline deadline, boolean orderly) {}
  }

  private Connection watched() {
    return watched(Connection.class, this::call);
  }

  private @Nullable Object call(Method method, Object[] arguments) throws Exception {
    return switch (method.getName()) {
      case "createDispatcher" ->
          connection.createDispatcher(message -> deliver((MessageHandler) arguments[0], message));
      case "publish" -> {
        Object nothing = method.invoke(connection, arguments);
        actions.getOrDefault(sent.getAndIncrement(), () -> {}).run();
        yield nothing;
      }
      default -> method.invoke(connection, arguments);
    };
  }

  /** Answers come in the order in which the server gives them, but for those that are held back. */
  private void deliver(MessageHandler handler, Message message) throws InterruptedException {
    int number = answers.getAndIncrement();
    if (number == heldBack) {
      held = () -> handler.onMessage(message);
    } else {
      handler.onMessage(message);
    }
  }

  /** Keeps the answer of that number, counted from 0, until it is {@link #release released}. */
  void holdBack(int answer) {
    heldBack = answer;
  }

  /** Answers what was held back; a second time, the sender passes over it. */
  void release() {
    try {
      Objects.requireNonNull(held).call();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Interrupted while an answer is given", e);
    }
  }

  boolean isHeldBack() {
    return held != null;
  }

  @FunctionalInterface
  private interface Call {
    @Nullable Object invoke(Method method, Object[] arguments) throws Exception;
  }

  private static <T> T watched(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return call.invoke(method, arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            }));
  }

  @Override
  public void close() throws InterruptedException {
    connection.close();
    scheduler.close();
    server.close();
  }
}
