package dev.signalbox.settings;

import java.time.Duration;

/**
 * How a connected endpoint proves that it is alive.
 *
 * @param interval time from one answered heartbeat to the next
 * @param timeout how long one heartbeat may stay unanswered before the endpoint is stale
 */
public record HeartbeatSettings(Duration interval, Duration timeout) {
  public static final HeartbeatSettings DEFAULT =
      new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(3));
}
