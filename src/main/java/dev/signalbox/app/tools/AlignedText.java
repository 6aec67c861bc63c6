package dev.signalbox.app.tools;

import dev.signalbox.base.ForeignText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Text in columns, in which nothing steers the terminal. */
public final class AlignedText {
  private static final int GAP = 2;

  private AlignedText() {}

  /** One line for each row, all of which have the same number of cells. */
  public static List<String> table(List<List<String>> rows) {
    List<List<String>> plain =
        rows.stream().map(row -> row.stream().map(ForeignText::line).toList()).toList();
    List<Integer> widths =
        IntStream.range(0, plain.getFirst().size())
            .mapToObj(i -> plain.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toList();
    return plain.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      line.append(row.get(i)).repeat(' ', widths.get(i) - row.get(i).length() + GAP);
    }
    return line.toString().stripTrailing();
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A time, and how long ago it was. */
  static String time(Instant at, Instant now) {
    return at.truncatedTo(ChronoUnit.SECONDS) + " (" + age(Duration.between(at, now)) + " ago)";
  }

  static String age(Duration age) {
    if (age.compareTo(Duration.ofMinutes(2)) < 0) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    if (age.compareTo(Duration.ofHours(2)) < 0) {
      return age.toMinutes() + " min";
    }
    return age.compareTo(Duration.ofDays(2)) < 0 ? age.toHours() + " h" : age.toDays() + " d";
  }
}
