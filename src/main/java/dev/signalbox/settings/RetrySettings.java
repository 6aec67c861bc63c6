package dev.signalbox.settings;

import java.time.Duration;
import java.util.Optional;

/**
 * Full-jitter retry: the n-th wait is a random time between zero and {@code min(max, initial *
 * 2^n)}.
 *
 * @param giveUpAfter how long retries go on after the first failure; empty means never give up
 */
public record RetrySettings(
    boolean enabled, Duration initial, Duration max, Optional<Duration> giveUpAfter) {
  public static final RetrySettings DEFAULT =
      new RetrySettings(true, Duration.ofMillis(250), Duration.ofSeconds(30), Optional.empty());

  /** One attempt decides. */
  public static final RetrySettings NEVER =
      new RetrySettings(false, Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty());
}
