package dev.signalbox.ui.history;

import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.objects.Trouble;
import dev.signalbox.ui.past.Segment;
import dev.signalbox.ui.past.Signal;
import dev.signalbox.ui.past.StateWords;
import dev.signalbox.ui.toolkit.Action;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a state of the past looks in the list. Any thread may ask. */
record PastLooks(Texts texts) {
  private static final String NOTHING = "–";

  /**
   * As the list shows it.
   *
   * @param then the state that the object was in
   * @param at the moment that is looked at
   */
  ObjectLooks of(String name, Segment then, Instant at) {
    String word = StateWords.of(then, texts);
    String detail =
        Stream.of(then.cause(), then.by().map(actor -> texts.get("history.by", actor.toString())))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(" – "));
    return new ObjectLooks(
        trouble(then.signal()),
        icon(then.signal()),
        then.signal().tone(),
        word,
        detail,
        texts.get("travel.spoken", name, word, TimeText.timeOfDay(at)),
        NOTHING,
        since(then, at),
        OptionalDouble.empty(),
        Action.disabled(texts.get("travel.locked"), texts.get("travel.locked.reason")),
        Optional.empty(),
        Optional.empty());
  }

  private String since(Segment then, Instant at) {
    String lasted = TimeText.clock(Duration.between(then.from(), at));
    return switch (then.signal()) {
      case WELL -> texts.get("objects.up", lasted);
      case LOST, FAILED -> texts.get("objects.down", lasted);
      case IDLE, STANDING_BY, PASSING -> lasted;
      case UNKNOWN, ASLEEP, NOT_RUNNING -> NOTHING;
    };
  }

  private static Trouble trouble(Signal signal) {
    return switch (signal) {
      case FAILED -> Trouble.FAILED;
      case LOST -> Trouble.LOST;
      case PASSING -> Trouble.PASSING;
      case IDLE, UNKNOWN, ASLEEP, NOT_RUNNING -> Trouble.IDLE;
      case WELL, STANDING_BY -> Trouble.WELL;
    };
  }

  private static String icon(Signal signal) {
    return switch (signal) {
      case FAILED -> "fth-x-octagon";
      case LOST -> "fth-alert-triangle";
      case PASSING -> "fth-loader";
      case IDLE -> "fth-circle";
      case WELL -> "fth-check-circle";
      case STANDING_BY -> "fth-shield";
      case ASLEEP -> "fth-moon";
      case NOT_RUNNING -> "fth-power";
      case UNKNOWN -> "fth-help-circle";
    };
  }
}
