package dev.signalbox.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How an engine is seen from afar, or how a window sees many: {@code fleet:}.
 *
 * @param connection the way to where they meet; no part of the connections that an engine relays
 *     over
 * @param name what the engine is called
 * @param group whatever operators sort engines by
 * @param commands whether the engine obeys those who are not there
 * @param log whether its log may be read from afar
 * @param user under which a window gives commands, if it is said
 * @param show the environments that a window shows; empty means all
 */
public record FleetSettings(
    NatsSettings connection,
    String name,
    String group,
    boolean commands,
    boolean log,
    Optional<String> user,
    List<String> show) {

  /** The name of that connection: it has none in the configuration. */
  public static final String CONNECTION = "fleet";

  /** The group of whoever does not say one. */
  public static final String DEFAULT_GROUP = "default";

  /** What names, groups, users and environments may have, in characters: they are in subjects. */
  public static final int LONGEST_LABEL = 64;

  /** Faster than elsewhere: what is not heard of must not look well for long. */
  public static final HeartbeatSettings HEARTBEAT =
      new HeartbeatSettings(Duration.ofSeconds(2), Duration.ofSeconds(2));

  private static final String NOBODY = "unknown";

  public FleetSettings {
    show = List.copyOf(show);
  }

  /**
   * Under whose name a window gives commands: as configured, else whoever it logs in as, else
   * whoever has started it.
   *
   * @param operatingSystemUser as the system calls them; cut if it is too long, for it only tells
   */
  public String commander(String operatingSystemUser) {
    String person = operatingSystemUser.isBlank() ? NOBODY : operatingSystemUser;
    return user.or(() -> connection.login().username())
        .orElse(person.substring(0, Math.min(person.length(), LONGEST_LABEL)));
  }

  /** Whether a window shows engines of that environment. */
  public boolean shows(String environment) {
    return show.isEmpty() || show.contains(environment);
  }
}
