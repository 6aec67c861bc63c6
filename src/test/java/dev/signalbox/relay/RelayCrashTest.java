package dev.signalbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.Askers;
import dev.signalbox.testing.Extent;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Killed at any instant, the next process goes on without loss or doubles, and at once. */
@Timeout(180)
class RelayCrashTest {
  private static final int ROWS = 20_000;
  private static final int KILLS = Extent.ofThisRun().choose(3, 6);
  private static final int BATCH = 250;

  @Test
  void killedAgainAndAgain() throws Exception {
    RandomGenerator random = RandomGenerator.getDefault();
    try (RelayTestBed bed = new RelayTestBed()) {
      bed.insert(ROWS, LocalDateTime.of(2026, 1, 1, 10, 0));
      for (int i = 0; i < KILLS; i++) {
        long before = bed.messages();
        Process process = RelayProcess.start(bed, BATCH);
        try {
          // The lease of the one killed before must not keep this one waiting until it expires.
          long wanted = before + random.nextInt(1, ROWS / KILLS / 2);
          await()
              .pollInterval(Duration.ofMillis(20))
              .atMost(RelayTestBed.LIMIT)
              .until(() -> bed.messages() >= wanted);
        } finally {
          process.destroyForcibly();
          assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
      }
      Relay relay = bed.relay(RelayTestBed.settings(BATCH));
      var _ = relay.start(Askers.TEST);
      await().atMost(Duration.ofSeconds(60)).until(() -> bed.checkpointed() == ROWS);
      RelayTestBed.stop(relay);

      bed.assertExactlyOnce();
    }
  }
}
