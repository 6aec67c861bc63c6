package dev.signalbox.console;

import dev.signalbox.base.ForeignText;
import java.util.List;

/**
 * A connection as it stands in the configuration.
 *
 * @param furtherKeys what else is said of it there, which a draft does not speak of
 * @param usedBy names of the relays that are set to use it
 */
public record ConfiguredConnection(
    ConnectionDraft draft, List<String> furtherKeys, List<String> usedBy) {
  private static final int LONGEST_KEY = 80;

  public ConfiguredConnection {
    furtherKeys = furtherKeys.stream().map(key -> ForeignText.label(key, LONGEST_KEY)).toList();
    usedBy = List.copyOf(usedBy);
  }
}
