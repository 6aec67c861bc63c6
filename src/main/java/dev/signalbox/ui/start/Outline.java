package dev.signalbox.ui.start;

import java.util.List;
import java.util.Locale;

/**
 * What is known of an engine as soon as its configuration has been read: it is shown before there
 * is an engine. An immutable value.
 *
 * @param environment as the configuration names it
 * @param armingNeeded whether that is production
 * @param relays their names, in the configuration's order; none of them polls
 * @param connections their names, in the configuration's order; none of them is connected
 */
public record Outline(
    String environment, boolean armingNeeded, List<String> relays, List<String> connections) {
  public Outline {
    relays = List.copyOf(relays);
    connections = List.copyOf(connections);
  }

  /** How an environment is written in the window: production in capitals. */
  public static String word(String environment, boolean armingNeeded) {
    return armingNeeded ? environment.toUpperCase(Locale.ROOT) : environment;
  }

  public String environmentWord() {
    return word(environment, armingNeeded);
  }
}
