package dev.signalbox.crash;

import dev.signalbox.testing.Extent;
import dev.signalbox.testing.Thorough;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built program between a real MariaDB, the Oracle stand-in and a real NATS, all of which die,
 * freeze and come back while writers go on.
 */
@Timeout(900)
class CrashIT {
  @TempDir private Path folder;

  @Test
  void whatIsCommittedIsStoredOnceAndInOrder() throws Exception {
    run(1, CrashDraw.ofThisRun());
  }

  /** The stream has three copies, and goes on with two of its servers. */
  @Test
  @Thorough
  void whatIsCommittedIsStoredOnceByAClusterOfThree() throws Exception {
    run(3, CrashDraw.of(Extent.ofThisRun() == Extent.FULL ? 40 : 20).ofCluster());
  }

  private void run(int natsServers, CrashDraw draw) throws Exception {
    long begun = System.nanoTime();
    try (CrashServers servers = new CrashServers(natsServers);
        CrashTrial trial = new CrashTrial(servers, draw, folder)) {
      try {
        trial.run();
      } catch (Exception | Error e) {
        throw new AssertionError("%s%nin %s%n%s".formatted(e, trial, trial.lastWords()), e);
      }
      System.out.printf("Crash: %s in %d s%n", trial, (System.nanoTime() - begun) / 1_000_000_000);
    }
  }
}
