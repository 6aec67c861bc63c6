package dev.signalbox.ui.fleet.standing;

import dev.signalbox.console.fleet.EngineFacts;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which engines are shown.
 *
 * @param text words that must all occur in what is said of an engine
 * @param ranks only these; all if there are none
 */
public record FleetFilter(String text, Set<Rank> ranks) {
  /** Everything. */
  public static final FleetFilter NONE = new FleetFilter("", Set.of());

  public FleetFilter {
    ranks = Set.copyOf(ranks);
  }

  public FleetFilter withText(String next) {
    return new FleetFilter(next, ranks);
  }

  public FleetFilter withRanks(Set<Rank> next) {
    return new FleetFilter(text, next);
  }

  public boolean isNone() {
    return text.isBlank() && ranks.isEmpty();
  }

  /** Whether the text lets it through. */
  boolean matchesText(EngineLooks looks) {
    if (text.isBlank()) {
      return true;
    }
    EngineFacts facts = looks.row().facts();
    String said =
        String.join(
                " ",
                facts.name(),
                facts.host(),
                facts.environment(),
                facts.group(),
                facts.version(),
                looks.word(),
                looks.detail())
            .toLowerCase(Locale.ROOT);
    return List.of(text.toLowerCase(Locale.ROOT).strip().split("\\s+")).stream()
        .allMatch(said::contains);
  }

  /** Whether the states chosen let it through. */
  boolean matchesRank(EngineLooks looks) {
    return ranks.isEmpty() || ranks.contains(looks.rank());
  }
}
