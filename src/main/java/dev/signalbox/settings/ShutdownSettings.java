package dev.signalbox.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The orderly end of the program.
 *
 * @param grace the total budget of an orderly shutdown; past it the watchdog halts the process
 * @param afterFailureOf when a program without a window ends because of relays that failed for good
 */
public record ShutdownSettings(Duration grace, AfterFailureOf afterFailureOf) {
  public static final ShutdownSettings DEFAULT =
      new ShutdownSettings(Duration.ofSeconds(10), AfterFailureOf.ALL_RELAYS);

  /** How many relays have to fail. */
  public enum AfterFailureOf {
    /** The others go on meanwhile. */
    ALL_RELAYS("all_relays"),

    /** The first ends all. */
    ANY_RELAY("any_relay");

    private final String word;

    AfterFailureOf(String word) {
      this.word = word;
    }

    /** The one that is configured so. */
    public static Optional<AfterFailureOf> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    /** As it is configured. */
    public String word() {
      return word;
    }
  }
}
