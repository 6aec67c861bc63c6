package dev.signalbox.ui.connections;

import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectLadder;
import dev.signalbox.connection.state.ConnectLadder.Outcome;
import dev.signalbox.connection.state.ConnectLadder.Rung;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connect as it is drawn: a line for each phase, measured by what is usual.
 *
 * @param head when it was and what became of it
 * @param summary how long it took, may take and usually takes
 * @param scale what the whole width stands for
 * @param limit where the connect is given up; may lie beyond the scale
 */
record Ladder(String head, String summary, List<Line> lines, Duration scale, Duration limit) {
  /** So that phases which take nothing are not drawn over the whole width. */
  private static final Duration SHORTEST_SCALE = Duration.ofMillis(10);

  /** Below that nobody waits, however much longer than usual it is. */
  private static final Duration UNNOTICED = Duration.ofMillis(100);

  private static final int SLOW = 3;

  /** Seen from an eighth of it on. */
  private static final int LIMIT_IN_SIGHT = 8;

  /** What a line says beside its length. */
  enum Mark {
    USUAL,
    SLOW,
    UNDER_WAY,
    BROKEN
  }

  /**
   * A phase.
   *
   * @param usual the median of this endpoint's other connects that succeeded
   * @param words how long it took, and usually takes
   * @param spoken all of it, with its limit
   */
  record Line(
      String phase,
      Duration from,
      Duration took,
      Optional<Duration> usual,
      Mark mark,
      String words,
      String spoken) {}

  /** Of one of these connects. */
  static Ladder of(ConnectHistory history, ConnectLadder shown, Instant now, Texts texts) {
    List<Line> lines = new ArrayList<>();
    for (Rung rung : shown.rungs()) {
      if (rung.phase() != ConnectPhase.STARTING || shown.rungs().size() == 1) {
        lines.add(line(history, shown, rung, now, texts));
      }
    }
    Duration took = took(shown, now);
    String usual =
        history
            .usual(shown)
            .map(median -> texts.get("ladder.usually", TimeText.taken(median)))
            .orElse(texts.get("ladder.noUsual"));
    return new Ladder(
        texts.get(
            "ladder.head", TimeText.moment(shown.began(), now), outcome(shown.outcome(), texts)),
        texts.get("ladder.summary", TimeText.taken(took), TimeText.taken(shown.limit()), usual),
        lines,
        scale(lines, shown.limit()),
        shown.limit());
  }

  private static Duration took(ConnectLadder shown, Instant now) {
    return shown.outcome() == Outcome.UNDER_WAY
        ? atLeastZero(Duration.between(shown.began(), now))
        : shown.took();
  }

  private static String outcome(Outcome outcome, Texts texts) {
    return switch (outcome) {
      case UNDER_WAY -> texts.get("ladder.underWay");
      case CONNECTED -> texts.get("ladder.connected");
      case FAILED -> texts.get("ladder.failed");
      case CANCELLED -> texts.get("ladder.cancelled");
    };
  }

  private static Line line(
      ConnectHistory history, ConnectLadder shown, Rung rung, Instant now, Texts texts) {
    boolean last = rung.equals(shown.rungs().getLast());
    boolean open = last && shown.outcome() == Outcome.UNDER_WAY;
    Duration took = open ? atLeastZero(took(shown, now).minus(rung.from())) : rung.took();
    Optional<Duration> usual = history.usual(rung.phase(), shown);
    Mark mark = mark(last, open, shown.outcome(), isSlow(took, usual));
    String words =
        usual
            .map(median -> texts.get("ladder.words", TimeText.taken(took), TimeText.taken(median)))
            .orElse(TimeText.taken(took));
    String said =
        switch (mark) {
          case USUAL -> words;
          case SLOW -> texts.get("ladder.slow", words);
          case UNDER_WAY -> texts.get("ladder.soFar", words);
          case BROKEN -> texts.get("ladder.broken", words);
        };
    return new Line(
        rung.phase().word(),
        rung.from(),
        took,
        usual,
        mark,
        said,
        texts.get("ladder.spoken", rung.phase().word(), said, TimeText.taken(shown.limit(rung))));
  }

  private static Mark mark(boolean last, boolean open, Outcome outcome, boolean slow) {
    if (last && (outcome == Outcome.FAILED || outcome == Outcome.CANCELLED)) {
      return Mark.BROKEN;
    }
    if (slow) {
      return Mark.SLOW;
    }
    return open ? Mark.UNDER_WAY : Mark.USUAL;
  }

  private static boolean isSlow(Duration took, Optional<Duration> usual) {
    return took.compareTo(UNNOTICED) > 0
        && usual.filter(median -> took.compareTo(median.multipliedBy(SLOW)) > 0).isPresent();
  }

  /** To the limit once it is not far away any more, else to what is longest. */
  private static Duration scale(List<Line> lines, Duration limit) {
    Duration longest =
        lines.stream()
            .map(line -> line.from().plus(longer(line.took(), line.usual().orElse(Duration.ZERO))))
            .reduce(SHORTEST_SCALE, Ladder::longer);
    return longest.multipliedBy(LIMIT_IN_SIGHT).compareTo(limit) > 0
        ? longer(longest, limit)
        : longest;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private static Duration atLeastZero(Duration duration) {
    return longer(duration, Duration.ZERO);
  }

  /** All of it as text, to be sent to somebody. */
  String text() {
    StringBuilder text = new StringBuilder(head).append('\n').append(summary);
    lines.forEach(line -> text.append('\n').append(line.spoken()));
    return text.toString();
  }
}
