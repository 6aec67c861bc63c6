package dev.signalbox.fleet.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private static final Duration REFILL = Duration.ofMillis(500);

  private long now = 7;
  private final TokenBucket bucket = new TokenBucket(2, REFILL, now);

  @Test
  void someAtOnceAndThenOneAfterTheOther() {
    assertThat(bucket.delay(now)).isZero();
    bucket.take(now);
    assertThat(bucket.delay(now)).isZero();
    bucket.take(now);
    assertThat(bucket.delay(now)).isEqualTo(REFILL);
    now += REFILL.toNanos() / 2;
    assertThat(bucket.delay(now)).isEqualTo(REFILL.dividedBy(2));
    now += REFILL.toNanos() / 2;
    assertThat(bucket.delay(now)).isZero();
  }

  @Test
  void itIsNeverMoreThanFull() {
    now += Duration.ofDays(1).toNanos();
    bucket.take(now);
    bucket.take(now);

    assertThat(bucket.delay(now)).isEqualTo(REFILL);
  }
}
