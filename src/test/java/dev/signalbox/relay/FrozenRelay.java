package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A relay in a process of its own that is frozen while it publishes, and can be woken. */
final class FrozenRelay implements AutoCloseable {

  /** So slow that publishing takes seconds: it is frozen in the middle, whatever else runs here. */
  private static final Fault SLOW = new Fault.Throttle(200_000);

  private static final int STORED_BEFORE = 50;
  private static final Duration WAKING = Duration.ofSeconds(60);

  private final FaultRelay way;
  private final Process process;

  private FrozenRelay(FaultRelay way, Process process) {
    this.way = way;
    this.process = process;
  }

  /** Returns once the stream has some of these rows, and not all. */
  static FrozenRelay amidst(RelayTestBed bed, int batchSize, int rows) throws Exception {
    FaultRelay way = FaultRelay.to(bed.nats.port());
    way.set(SLOW);
    FrozenRelay relay =
        new FrozenRelay(way, RelayProcess.start(bed, "nats://127.0.0.1:" + way.port(), batchSize));
    try {
      await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(RelayTestBed.LIMIT)
          .until(() -> bed.stream.count() > STORED_BEFORE);
      relay.signal("STOP");
      assertThat(bed.stream.count()).isLessThan(rows);
      return relay;
    } catch (Throwable t) {
      relay.close();
      throw t;
    }
  }

  /** Wakes it; it must find that another one has its place. */
  void wakeAndGiveWay() throws Exception {
    way.set(new Fault.None());
    signal("CONT");
    assertThat(process.waitFor(WAKING)).isTrue();
    assertThat(process.exitValue()).isEqualTo(RelayProcess.GIVES_WAY);
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    way.close();
  }
}
