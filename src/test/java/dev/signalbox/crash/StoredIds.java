package dev.signalbox.crash;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows that a stream has taken since the last comparison, as it has them.
 *
 * @param all each in its place
 * @param late those that are marked as having become visible behind others
 */
record StoredIds(List<String> all, Set<String> late) {
  private static final int SHOWN = 5;

  /**
   * What is wrong with them, in a line; empty if nothing is. Those that are marked may lie behind
   * younger ones, and have to: nobody would need the mark otherwise.
   *
   * @param expected those that were committed, in the order of timestamp and id
   */
  String difference(List<String> expected) {
    List<String> inOrder = expected.stream().filter(id -> !late.contains(id)).toList();
    List<String> unmarked = all.stream().filter(id -> !late.contains(id)).toList();
    if (!unmarked.equals(inOrder)) {
      return difference(unmarked, inOrder);
    }
    if (all.size() != expected.size() || !new HashSet<>(all).equals(new HashSet<>(expected))) {
      return "of those that are marked as late: " + difference(all, expected);
    }
    return markedInVain(expected);
  }

  private String markedInVain(List<String> expected) {
    Map<String, Integer> places = new HashMap<>();
    expected.forEach(id -> places.put(id, places.size()));
    int furthest = -1;
    for (String id : all) {
      int place = places.getOrDefault(id, -1);
      if (late.contains(id) && place > furthest) {
        return "row %s is marked as late, and none that is younger was before it".formatted(id);
      }
      furthest = Math.max(furthest, place);
    }
    return "";
  }

  /** Up to where they are the expected ones. */
  int alike(List<String> expected) {
    return alike(all, expected);
  }

  private static int alike(List<String> stored, List<String> expected) {
    int alike = 0;
    while (alike < Math.min(stored.size(), expected.size())
        && stored.get(alike).equals(expected.get(alike))) {
      alike++;
    }
    return alike;
  }

  private static String difference(List<String> stored, List<String> expected) {
    int alike = alike(stored, expected);
    Set<String> missing = new LinkedHashSet<>(expected);
    stored.forEach(missing::remove);
    Set<String> once = new HashSet<>();
    List<String> again = stored.stream().filter(id -> !once.add(id)).limit(SHOWN).toList();
    return "%d of %d rows, alike up to %d, then %s instead of %s; missing %s, again %s"
        .formatted(
            stored.size(),
            expected.size(),
            alike,
            stored.stream().skip(alike).limit(SHOWN).toList(),
            expected.stream().skip(alike).limit(SHOWN).toList(),
            missing.stream().limit(SHOWN).toList(),
            again);
  }
}
