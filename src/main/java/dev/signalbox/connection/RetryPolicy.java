package dev.signalbox.connection;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.settings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Full jitter: the wait before retry n is uniform between zero and {@code min(max, initial * 2^n)},
 * so that many clients of one failed server do not come back in step.
 *
 * @see <a
 *     href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential
 *     backoff and jitter</a>
 */
public final class RetryPolicy {
  private static final int LARGEST_EXPONENT = 30;

  private final RetrySettings settings;
  private final RandomGenerator random;

  public RetryPolicy(RetrySettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  /** When to try again after this failure; empty if never. */
  Optional<Instant> retryAt(Failure failure, Retries soFar, Instant now) {
    if (!settings.enabled() || !soFar.canHelp(failure.kind()) || isGivenUp(soFar, now)) {
      return Optional.empty();
    }
    long factor = 1L << Math.min(soFar.count(), LARGEST_EXPONENT);
    long initial = settings.initial().toMillis();
    long max = settings.max().toMillis();
    // Divided, not multiplied: a long initial wait must not overflow.
    long ceiling = initial > max / factor ? max : initial * factor;
    return Optional.of(now.plusMillis(random.nextLong(ceiling + 1)));
  }

  private boolean isGivenUp(Retries soFar, Instant now) {
    return settings
        .giveUpAfter()
        .flatMap(
            limit -> soFar.since().map(since -> Duration.between(since, now).compareTo(limit) >= 0))
        .orElse(false);
  }
}
