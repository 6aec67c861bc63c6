package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Extent;
import dev.signalbox.testing.Leftovers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything at any time, for some seconds every day and for a minute in a thorough run; {@code
 * signalbox.soak.seconds} makes it longer, {@code signalbox.soak.seed} repeats what was done.
 */
class SoakTest {
  private static final String SECONDS = "signalbox.soak.seconds";
  private static final String SEED = "signalbox.soak.seed";
  private static final int USUAL_SECONDS = Extent.ofThisRun().choose(12, 60);

  @TempDir private Path folder;

  @Test
  void nothingIsLostDoubledOrLeft() throws Exception {
    long seed = Long.getLong(SEED, ThreadLocalRandom.current().nextLong());
    Duration time = Duration.ofSeconds(Integer.getInteger(SECONDS, USUAL_SECONDS));
    try (MatrixServers servers = new MatrixServers(folder)) {
      Leftovers before = Leftovers.baseline();
      try (RecordedLog log = new RecordedLog();
          Soak soak = new Soak(servers, seed, folder)) {
        soak.run(time);
        soak.settle();
        System.out.printf("Soak: %s in %d s, seed %d%n", soak, time.toSeconds(), seed);
        log.assertOnlyOurs();
      }
      before.assertNoThreads();
      Awaitility.await()
          .pollInSameThread()
          .untilAsserted(() -> assertThat(servers.held()).isEmpty());
    } catch (Exception | Error e) {
      throw new AssertionError("Repeat with -D%s=%d: %s".formatted(SEED, seed, e), e);
    }
  }
}
