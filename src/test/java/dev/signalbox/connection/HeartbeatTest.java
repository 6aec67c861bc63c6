package dev.signalbox.connection;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.Session;
import dev.signalbox.connection.state.ConnectionExamples;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeartbeatTest {
  private static final HeartbeatSettings SETTINGS = HeartbeatSettings.DEFAULT;

  private final ManualScheduler scheduler = new ManualScheduler();
  private final Peer peer = new Peer();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final AtomicBoolean full = new AtomicBoolean();
  private final Heartbeat heartbeat =
      new Heartbeat("trial", peer, SETTINGS, scheduler, new Listener(), this::start);

  private final AtomicInteger busy = new AtomicInteger();

  private void start(Thread thread) {
    if (full.get()) {
      throw new OutOfMemoryError("unable to create a thread");
    }
    thread.start();
  }

  private final class Listener implements Heartbeat.Listener {
    @Override
    public void answered(Duration latency) {
      heard.add("answered");
    }

    @Override
    public void failed(Throwable cause) {
      heartbeat.stop();
      heard.add("failed: " + cause.getMessage() + (isInterrupted() ? " under an interrupt" : ""));
    }

    @Override
    public void unanswered(Duration allowed) {
      heard.add("unanswered");
    }

    @Override
    public void busy() {
      busy.incrementAndGet();
    }
  }

  /** Waits a little, because interrupts come from a thread of their own. */
  private static boolean isInterrupted() {
    try {
      return new CountDownLatch(1).await(100, MILLISECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }

  /** Answers at once unless it hangs. */
  private static final class Peer implements Session {
    private final AtomicInteger pings = new AtomicInteger();
    private volatile @Nullable Gate silence;
    private volatile boolean deaf = true;
    private volatile @Nullable Exception trouble;
    private volatile boolean busy;

    @Override
    public dev.signalbox.connection.state.Peer peer() {
      return ConnectionExamples.PEER;
    }

    @Override
    public void ping(Deadline deadline) throws Exception {
      pings.incrementAndGet();
      Gate gate = silence;
      if (gate != null && deaf) {
        gate.awaitDeaf();
      } else if (gate != null) {
        gate.await();
      }
      Exception failure = trouble;
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public boolean isBusy() {
      return busy;
    }

    @Override
    public void close(Deadline deadline, boolean orderly) {}
  }

  @AfterEach
  void leavesNothing() {
    heartbeat.stop();
    LiveThreads.awaitNone("heartbeat ", "interrupt ");
    assertThat(scheduler.waiting()).isZero();
  }

  private void awaitHeard(String... expected) {
    await().untilAsserted(() -> assertThat(heard).containsExactly(expected));
  }

  @Test
  void beatsAtOnceAndThenAtEachInterval() {
    heartbeat.start();
    awaitHeard("answered");
    scheduler.advance(SETTINGS.interval().minusMillis(1));
    assertThat(peer.pings).hasValue(1);

    scheduler.advance(Duration.ofMillis(1));

    awaitHeard("answered", "answered");
  }

  @Test
  void aBeatThatFindsNoThreadIsFollowedByTheNext() {
    full.set(true);
    heartbeat.start();
    scheduler.advance(SETTINGS.interval());
    assertThat(peer.pings).hasValue(0);

    full.set(false);
    scheduler.advance(SETTINGS.interval());

    awaitHeard("answered");
  }

  @Test
  void aPeerThatNeverAnswersCostsOneThread() {
    Gate gate = new Gate();
    peer.silence = gate;
    heartbeat.start();
    await().until(() -> peer.pings.get() == 1);

    scheduler.advance(SETTINGS.timeout());
    awaitHeard("unanswered");
    scheduler.advance(Duration.ofMinutes(10));

    assertThat(peer.pings).hasValue(1);
    assertThat(LiveThreads.named("heartbeat trial")).hasSize(1);
    peer.silence = null;
    gate.open();
    LiveThreads.awaitNone("heartbeat ");
    scheduler.advance(SETTINGS.interval());
    awaitHeard("unanswered", "answered");
  }

  @Test
  void anUnansweredPingIsInterruptedAndTheNextOneGoesOut() {
    peer.silence = new Gate();
    peer.deaf = false;
    heartbeat.start();
    await().until(() -> peer.pings.get() == 1);

    scheduler.advance(SETTINGS.timeout());
    awaitHeard("unanswered");
    LiveThreads.awaitNone("heartbeat ");
    peer.silence = null;
    scheduler.advance(SETTINGS.interval());

    awaitHeard("unanswered", "answered");
  }

  @Test
  void aStopThatItsOwnReportCausesDoesNotInterruptThatReport() {
    peer.trouble = new IllegalStateException("gone");

    heartbeat.start();

    awaitHeard("failed: gone");
    LiveThreads.awaitNone("heartbeat ");
    scheduler.advance(Duration.ofMinutes(1));
    assertThat(peer.pings).hasValue(1);
  }

  @Test
  void aBusySessionIsNeitherProvenNorDisproven() {
    peer.busy = true;
    peer.trouble = new IllegalStateException("nothing was free");
    heartbeat.start();
    LiveThreads.awaitNone("heartbeat ");
    peer.trouble = null;
    peer.silence = new Gate();
    peer.deaf = false;
    scheduler.advance(SETTINGS.interval());
    await().until(() -> peer.pings.get() == 2);
    scheduler.advance(SETTINGS.timeout());
    LiveThreads.awaitNone("heartbeat ");
    assertThat(heard).isEmpty();
    assertThat(busy).hasValue(2);

    peer.silence = null;
    scheduler.advance(SETTINGS.interval());
    awaitHeard("answered");
    peer.busy = false;
    peer.trouble = new IllegalStateException("gone");
    scheduler.advance(SETTINGS.interval());

    awaitHeard("answered", "failed: gone");
  }

  @Test
  void reportsNothingOnceStopped() {
    Gate gate = new Gate();
    peer.silence = gate;
    heartbeat.start();
    await().until(() -> peer.pings.get() == 1);

    heartbeat.stop();
    gate.open();
    LiveThreads.awaitNone("heartbeat ");
    scheduler.advance(Duration.ofMinutes(1));

    assertThat(heard).isEmpty();
  }
}
