package dev.signalbox.settings;

import java.time.Duration;

/**
 * The orderly end of the program.
 *
 * @param grace the total budget of an orderly shutdown; past it the watchdog halts the process
 */
public record ShutdownSettings(Duration grace) {
  public static final ShutdownSettings DEFAULT = new ShutdownSettings(Duration.ofSeconds(10));
}
