package dev.signalbox.relay;

import dev.signalbox.app.BuiltProgram;
import dev.signalbox.bench.Spread;
import dev.signalbox.bench.TemporaryFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the built program uses of one core while its relay polls each second and finds nothing, its
 * connections and their heartbeats included, beside the same program without a relay.
 */
final class IdleBench {
  private static final int ROWS = 1000;
  private static final int SETTLED_SECONDS = 20;
  private static final double PERCENT = 100;

  private IdleBench() {}

  static void run(int seconds, int rounds) throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create();
        RelayTestBed bed = new RelayTestBed()) {
      bed.insert(ROWS, LocalDateTime.of(2026, 1, 1, 10, 0));
      Path connections = folder.path().resolve("connections.yaml");
      Files.writeString(connections, BenchConfiguration.connections(bed));
      Path polling = folder.path().resolve("polling.yaml");
      Files.writeString(
          polling, BenchConfiguration.connections(bed) + BenchConfiguration.relay("idle", "1s"));
      double[] without =
          measure(folder.path(), connections, "Connected to MariaDB", seconds, rounds);
      System.out.printf("without a relay %s %% of a core%n", new Spread(without).text("%.2f"));
      double[] with = measure(folder.path(), polling, "Polling started", seconds, rounds);
      System.out.printf("polling each second %s %% of a core%n", new Spread(with).text("%.2f"));
      RelayBench.ratios("idle")
          .keep("processor time of a relay that finds nothing", with, "without a relay", without);
    }
  }

  private static double[] measure(
      Path folder, Path configuration, String begun, int seconds, int rounds) throws Exception {
    try (BuiltProgram program = BuiltProgram.headless(folder, configuration)) {
      program.awaitLine(begun);
      pass(SETTLED_SECONDS);
      double[] shares = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        Duration before = program.processorTime();
        long from = System.nanoTime();
        pass(seconds);
        long time = System.nanoTime() - from;
        shares[round] = PERCENT * program.processorTime().minus(before).toNanos() / time;
      }
      return shares;
    }
  }

  static void pass(int seconds) throws InterruptedException {
    var _ = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
  }
}
