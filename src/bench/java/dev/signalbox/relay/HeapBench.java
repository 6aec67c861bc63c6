package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.bench.Spread;
import dev.signalbox.testing.Askers;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Whether a relay's memory grows with the rows that it has relayed: what is alive in the heap at
 * every tenth of the way, while it goes on.
 */
final class HeapBench {
  private static final int STEPS = 10;
  private static final long LIMIT_MINUTES = 30;
  private static final double MEGABYTE = 1e6;

  private HeapBench() {}

  static void run(int rows) throws Exception {
    try (RelayBenchBed bed = RelayBenchBed.ofMariaDb(rows)) {
      Relay relay = bed.relay();
      assertThat(relay.start(Askers.TEST).isAccepted()).isTrue();
      double[] used = new double[STEPS];
      for (int step = 1; step <= STEPS; step++) {
        long behind = (long) rows * step / STEPS;
        CompletableFuture<?> there =
            relay.when(snapshot -> snapshot.counters().acknowledged() >= behind);
        var _ = there.orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES).join();
        used[step - 1] = usedMegabytes();
        System.out.printf(Locale.ROOT, "%,12d rows %8.2f MB%n", behind, used[step - 1]);
      }
      RelayTestBed.stop(relay);
      System.out.printf(
          Locale.ROOT,
          "used heap after full collections: %s MB, last to first %.3f%n",
          new Spread(used).text("%.2f"),
          used[STEPS - 1] / used[0]);
      RelayBench.ratios("heap")
          .keep("live heap after all rows", "after a tenth of them", used[STEPS - 1] / used[0]);
    }
  }

  private static double usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
  }
}
