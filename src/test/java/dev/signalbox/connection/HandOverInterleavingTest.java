package dev.signalbox.connection;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.ConnectionExamples;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Interleavings;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Sessions that open in the very moment in which somebody cancels, disconnects, asks again or
 * closes the program: afterwards each has been closed once, but for the one that the supervisor
 * owns.
 */
public class HandOverInterleavingTest {
  private static final int SCENARIOS = 40;
  private static final int RUNS = 150;
  private static final long LIMIT_SECONDS = 10;

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger closedAgain = new AtomicInteger();

  /** What the attempts' threads would do; the threads of the test do it, until it is finishing. */
  private final Queue<Runnable> attempts = new ConcurrentLinkedQueue<>();

  private volatile boolean finishing;

  private final ConnectionSupervisor supervisor = supervisor();

  private ConnectionSupervisor supervisor() {
    Endpoint endpoint =
        new Endpoint(
            "target",
            EndpointKind.NATS,
            "NATS",
            "peer:1",
            Duration.ofSeconds(30),
            false,
            HeartbeatSettings.DEFAULT);
    RetrySettings never =
        new RetrySettings(false, Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty());
    return new ConnectionSupervisor(
        endpoint,
        new CountingConnector(),
        new ConnectionEnvironment(
            new ManualScheduler(),
            work -> {
              if (finishing) {
                return Thread.startVirtualThread(work.body());
              }
              attempts.add(work.body());
              return Thread.ofVirtual().unstarted(() -> {});
            },
            new RetryPolicy(never, new SplittableRandom(1)),
            new FailureReports(UnaryOperator.identity())));
  }

  private final class CountingConnector implements Connector {
    @Override
    public Session open(ConnectScope scope) {
      opened.incrementAndGet();
      return new CountingSession();
    }

    @Override
    public Diagnosis diagnose(Throwable failure) {
      throw new AssertionError("Nothing fails here", failure);
    }
  }

  private final class CountingSession implements Session {
    private final AtomicInteger closes = new AtomicInteger();

    @Override
    public Peer peer() {
      return ConnectionExamples.PEER;
    }

    @Override
    public void ping(Deadline deadline) {
      // Answered.
    }

    @Override
    public void close(Deadline deadline, boolean orderly) {
      closed.incrementAndGet();
      closedAgain.addAndGet(closes.getAndIncrement());
    }
  }

  @Operation
  public void connect() {
    var _ = supervisor.connect(Askers.TEST);
  }

  @Operation
  public void cancel() {
    var _ = supervisor.cancel(Askers.TEST);
  }

  @Operation
  public void disconnect() {
    var _ = supervisor.disconnect(Askers.TEST);
  }

  @Operation
  public void reconnect() {
    var _ = supervisor.reconnect(Askers.TEST);
  }

  @Operation(runOnce = true)
  public void retire() {
    var _ = supervisor.retire();
  }

  /** The driver returns with a session. */
  @Operation
  public void succeed() {
    Runnable attempt = attempts.poll();
    if (attempt != null) {
      attempt.run();
    }
  }

  @Validate
  public void everySessionHasOneOwner() throws Exception {
    finishing = true;
    // An attempt that is just being started is in the queue once the supervisor answers.
    var _ = supervisor.snapshot();
    while (!attempts.isEmpty()) {
      succeed();
    }
    supervisor.when(HandOverInterleavingTest::isAtRest).get(LIMIT_SECONDS, TimeUnit.SECONDS);
    int owned = supervisor.session(Session.class).isPresent() ? 1 : 0;
    if (opened.get() != closed.get() + owned || closedAgain.get() != 0) {
      throw new AssertionError(
          "%d opened, %d closed, %d closed again, %d owned"
              .formatted(opened.get(), closed.get(), closedAgain.get(), owned));
    }
  }

  private static boolean isAtRest(ConnectionSnapshot snapshot) {
    ConnectionState state = snapshot.state();
    return snapshot.status().abandoned().isEmpty()
        && (state instanceof Off || state instanceof Failed || state instanceof Connected);
  }

  @Test
  void leavesNoSessionWithoutAnOwner() {
    Interleavings.explore(HandOverInterleavingTest.class, 1, 3, SCENARIOS, RUNS);
  }
}
