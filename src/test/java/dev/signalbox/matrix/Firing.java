package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import dev.signalbox.matrix.Situation.Kind;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Pulls a cell's trigger, and says what has to follow while the fault is still there. */
final class Firing {
  /** What the watchdog adds to the grace at most. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  /**
   * Nothing of an abandoned connect is waited for, so this is what the busiest machine adds.
   * Shorter than the second that drivers like to wait for their own threads.
   */
  private static final Duration AT_ONCE = Duration.ofMillis(800);

  private final Site site;
  private final Kind situation;
  private final Duration offset;
  private Stopwatch stopwatch = Stopwatch.begun();

  /**
   * @param offset how long before the trigger the fault is lifted, where both are to meet; after it
   *     if negative
   */
  Firing(Site site, Duration offset) {
    this.site = site;
    this.offset = offset;
    this.situation = site.cell().situation().kind();
  }

  /** Returns how long it took until all that has to follow had followed. */
  Duration fire() throws Exception {
    stopwatch = Stopwatch.begun();
    if (situation == Kind.SAME_INSTANT) {
      meet();
    }
    switch (site.cell().trigger()) {
      case CANCEL -> cancel();
      case DISCONNECT -> disconnect();
      case STOP -> stop();
      case WINDOW_CLOSE -> {
        site.program().requestWindowClose();
        awaitClosed();
      }
      case SECOND_WINDOW_CLOSE -> {
        site.program().requestWindowClose();
        site.program().requestWindowClose();
        awaitClosed();
      }
      case SIGINT -> signal("INT");
      case SIGTERM -> signal("TERM");
      case SIGHUP -> signal("HUP");
      case THREE_SIGTERMS -> {
        TrialProgram.raise("TERM");
        TrialProgram.raise("TERM");
        signal("TERM");
      }
      case SIGTERM_AT_START_UP -> {
        CountDownLatch shown = site.program().beginToOpenWindow();
        signal("TERM");
        assertThat(shown.await(Site.LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
      }
      case FATAL_ERROR -> {
        assertThat(site.coordinator().start(Site.DOOMED, Askers.TEST).isAccepted()).isTrue();
        awaitClosed();
      }
    }
    Duration taken = stopwatch.elapsed();
    if (!site.cell().trigger().closesProgram()) {
      assertThat(taken).isLessThan(bound());
    }
    return taken;
  }

  /** Has the connect succeed at the instant that follows, or so long before or after it. */
  private void meet() {
    if (offset.isNegative()) {
      Thread.ofPlatform().daemon().name("relay-lift").start(() -> lift(offset.negated()));
    } else {
      lift(Duration.ZERO);
      spin(offset);
    }
  }

  private void lift(Duration later) {
    spin(later);
    site.setAll(new Fault.None());
  }

  /** No timer is exact enough. */
  private static void spin(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  /** How long an end may take, of a connect or of all. */
  private Duration bound() {
    if (situation.isConnecting()) {
      return AT_ONCE;
    }
    Duration end = site.cell().grace().plus(LAST_WORDS);
    return site.cell().isStopWaitedFor() ? stopLimit().plus(end) : end;
  }

  /** How long a Stop waits for what does not end. */
  private Duration stopLimit() {
    return switch (situation) {
      case ACKS_OUTSTANDING -> site.limits().publishing().finish();
      case PAGE_QUERY -> site.limits().pageQuery().finishing();
      // Once for the page in flight, and once more for what is left of it.
      case CHECKPOINT -> site.limits().commit().finishing().multipliedBy(2);
      default -> throw new IllegalArgumentException("Nothing is waited for: " + situation);
    };
  }

  private void cancel() throws Exception {
    ConnectionState before = site.target().snapshot().state();
    Verdict verdict = site.coordinator().cancel(Site.TARGET, Askers.TEST);
    if (situation.isConnecting() || situation == Kind.NATS_RECONNECTING) {
      if (situation == Kind.SAME_INSTANT && !verdict.isAccepted()) {
        Site.await(site.target(), s -> s.state() instanceof Connected);
      } else {
        assertThat(verdict.isAccepted()).as("%s", verdict).isTrue();
        awaitTargetOff();
      }
    } else {
      assertThat(verdict).isInstanceOf(Verdict.Refused.class);
      assertThat(site.target().snapshot().state().getClass()).isEqualTo(before.getClass());
    }
  }

  private void disconnect() throws Exception {
    Verdict verdict = site.coordinator().disconnect(Site.TARGET, Askers.TEST);
    assertThat(verdict.isAccepted()).as("%s", verdict).isTrue();
    awaitTargetOff();
  }

  private void stop() throws Exception {
    Verdict verdict = site.coordinator().stop(site.relayName(), Askers.TEST);
    assertThat(verdict instanceof Verdict.Refused).as("%s", verdict).isFalse();
    if (situation.isConnecting()) {
      Site.await(site.relay(), s -> s.state() instanceof RelayState.Stopped);
      if (situation != Kind.SAME_INSTANT) {
        awaitTargetOff();
      }
    } else {
      Site.await(
          site.relay(),
          s ->
              s.state() instanceof RelayState.Stopped
                  || (s.state() instanceof RelayState.Stopping && !site.cell().isStopWaitedFor()));
    }
  }

  /** Off, and nothing of it left but a name lookup, which nobody can end. */
  private void awaitTargetOff() throws Exception {
    Site.await(site.target(), s -> s.state() instanceof Off && s.status().orphans() == orphans());
    assertNoSockets();
  }

  private void signal(String name) throws Exception {
    TrialProgram.raise(name);
    awaitClosed();
  }

  private void awaitClosed() throws Exception {
    ShutdownReport report =
        site.coordinator().closed().get(Site.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(report.total().minus(stopwatch.withheld())).as(report.line()).isLessThan(bound());
    assertThat(site.program().halts()).isEmpty();
    assertThat(site.coordinator().snapshot().state()).isInstanceOf(ProgramState.Closed.class);
    assertThat(site.program().supervisors())
        .allSatisfy(s -> assertThat(s.snapshot().state()).isInstanceOfAny(Off.class, Failed.class));
    assertThat(site.relay().snapshot().state()).isInstanceOf(RelayState.Stopped.class);
    assertNoSockets();
    awaitNoOrphans();
  }

  /**
   * Nobody waits for one at the end of the program, so it may be seen for a moment: one that
   * succeeds late closes what it has.
   */
  private void awaitNoOrphans() {
    Awaitility.await("orphans of " + site.cell().target())
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(bound())
        .until(() -> site.target().snapshot().status().orphans() == orphans());
  }

  /** A name lookup, which nobody can end. */
  private int orphans() {
    return situation == Kind.NAME_RESOLUTION ? 1 : 0;
  }

  private void assertNoSockets() {
    Awaitility.await("no socket to " + site.cell().target())
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .atMost(bound())
        .untilAsserted(() -> assertThat(site.sockets()).isEmpty());
  }
}
