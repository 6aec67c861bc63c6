package dev.signalbox.settings.reading;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the name that was probably meant. */
public final class NearestName {
  /** No name that means something here is longer, and no list of them. */
  private static final int LONGEST = 80;

  private static final int MOST_LISTED = 20;

  private NearestName() {}

  /**
   * The name of {@code known} nearest to {@code written} by edit distance, unless even that one is
   * so far away that naming it would mislead. Upper and lower case, {@code _} and {@code -} count
   * for nothing; an abbreviation such as {@code user} is near {@code username}.
   */
  static Optional<String> of(String written, Collection<String> known) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String plain = plain(written);
    return known.stream()
        .filter(name -> name.length() <= LONGEST)
        .filter(name -> isNear(plain, plain(name)))
        .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
  }

  /** The advice for {@code written}: the nearest name if one is near, else all of them. */
  public static String advice(String written, Collection<String> known) {
    return of(written, known)
        .map(name -> "did you mean \"" + name + "\"?")
        .orElseGet(() -> "known: " + listed(known));
  }

  /** So many names as help, and that there are more. */
  static String listed(Collection<String> names) {
    return names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "))
        + (names.size() > MOST_LISTED ? ", ..." : "");
  }

  /** How many characters must be inserted, removed, replaced or swapped with their neighbour. */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, i, to, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, int i, String to, int j) {
    char last = from.charAt(i - 1);
    int replaced = cost[i - 1][j - 1] + (last == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && last == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static boolean isNear(String written, String name) {
    int longest = Math.max(written.length(), name.length());
    return distance(written, name) <= Math.max(1, longest / 3)
        || (written.length() >= 3 && name.startsWith(written));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
  }
}
