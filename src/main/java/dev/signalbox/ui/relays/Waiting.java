package dev.signalbox.ui.relays;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.PositionPlan.Count;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;

/**
 * What waits for a relay, as written. An immutable value.
 *
 * @param rows how many
 * @param behind how old the first of them is
 * @param catchUp how long it takes at the present rate
 * @param note when that was found out, or why it is not known
 */
public record Waiting(String rows, String behind, String catchUp, String note) {
  private static final String NOTHING = "–";

  /** Below that a number is given as it is. */
  private static final int EXACT = 1_000;

  private static final double SLOWEST = 0.05;

  /** Nobody has counted yet. */
  public static Waiting unknown(Texts texts) {
    return new Waiting(NOTHING, NOTHING, NOTHING, texts.get("relay.backlog.counting"));
  }

  /** What was found at that time. */
  public static Waiting of(
      Answer<Backlog> answer, Instant asked, double rowsPerSecond, Instant now, Texts texts) {
    return switch (answer) {
      case Answer.Given<Backlog>(Backlog found) ->
          new Waiting(
              rows(found.rows(), texts),
              found.age().map(TimeText::clock).orElse(texts.get("relay.backlog.none")),
              catchUp(found.rows(), rowsPerSecond, texts),
              texts.get("relay.backlog.counted", TimeText.seconds(Duration.between(asked, now))));
      case Answer.Failed<Backlog>(var failure) -> notKnown(failure.oneLine(), texts);
      case Answer.Refused<Backlog>(String reason) -> notKnown(reason, texts);
    };
  }

  private static Waiting notKnown(String reason, Texts texts) {
    return new Waiting(NOTHING, NOTHING, NOTHING, texts.get("relay.backlog.notKnown", reason));
  }

  private static String rows(Count count, Texts texts) {
    if (count.orMore()) {
      return texts.get("relay.backlog.more", Texts.number(count.rows()));
    }
    return count.rows() < EXACT
        ? Texts.number(count.rows())
        : texts.get("relay.backlog.about", Texts.number(rounded(count.rows())));
  }

  /** To two digits: by the time it is read it has changed. */
  private static long rounded(int rows) {
    long step = 1;
    while (rows / step >= 100) {
      step *= 10;
    }
    return Math.round((double) rows / step) * step;
  }

  private static String catchUp(Count count, double rowsPerSecond, Texts texts) {
    if (count.rows() == 0) {
      return texts.get("relay.backlog.none");
    }
    if (rowsPerSecond < SLOWEST) {
      return texts.get("relay.backlog.standsStill");
    }
    Duration needed = Duration.ofSeconds(Math.max(1, Math.round(count.rows() / rowsPerSecond)));
    String clock = TimeText.clock(needed);
    return count.orMore() ? texts.get("relay.backlog.atLeast", clock) : clock;
  }
}
