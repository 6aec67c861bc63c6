package dev.signalbox.settings;

import java.time.Duration;

/**
 * One relay per source, anywhere.
 *
 * @param ttl how long a lease outlives its holder's last renewal
 */
public record LeaseSettings(Duration ttl) {
  public static final LeaseSettings DEFAULT = new LeaseSettings(Duration.ofSeconds(15));
}
