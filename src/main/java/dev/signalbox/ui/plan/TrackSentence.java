package dev.signalbox.ui.plan;

import dev.signalbox.console.Answer;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RelayState.Failed;
import dev.signalbox.relay.state.RelayState.Paused;
import dev.signalbox.relay.state.RelayState.Running;
import dev.signalbox.relay.state.RelayState.Stalled;
import dev.signalbox.relay.state.RelayState.Standby;
import dev.signalbox.relay.state.RelayState.Starting;
import dev.signalbox.relay.state.RelayState.Stopped;
import dev.signalbox.relay.state.RelayState.Stopping;
import dev.signalbox.ui.relays.Waiting;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;

/** How a relay stands, where and why, and how old what is told of it is. Any thread may ask. */
final class TrackSentence {
  private static final String NOTHING = "–";

  private final Texts texts;

  TrackSentence(Texts texts) {
    this.texts = texts;
  }

  /**
   * In a sentence or two.
   *
   * @param where what the part is called that holds it up
   */
  String of(PlanBasis.Relay relay, String where, PlanBasis basis) {
    RelayState state = relay.snapshot().state();
    String age = TimeText.clock(Duration.between(state.since(), basis.now()));
    return switch (state) {
      case Running _ -> running(relay.snapshot(), basis);
      case Paused p -> counted(texts.get("plan.held", where, age, p.reason()), relay, basis);
      case Stalled s when s.cause().isNotUnderstood() ->
          texts.get("plan.unknown", relay.looks().word(), relay.looks().detail());
      case Stalled s ->
          counted(texts.get("plan.stalled", where, age, s.cause().oneLine()), relay, basis);
      case Failed f ->
          counted(texts.get("plan.failed", where, age, f.cause().oneLine()), relay, basis);
      case Starting _, Standby _, Stopping _, Stopped _ ->
          texts.get("plan.quiet", relay.looks().word(), age, relay.looks().detail());
    };
  }

  private String running(RelaySnapshot relay, PlanBasis basis) {
    String moves =
        relay
            .timing()
            .heldBack()
            .map(held -> texts.get("plan.heldBack", TimeText.clock(held.by()), held.holder()))
            .orElseGet(() -> texts.get("plan.moves", lag(relay, basis)));
    String acknowledged =
        relay
            .counters()
            .lastAcknowledgement()
            .map(at -> texts.get("plan.acknowledged", age(at, basis.now())))
            .orElseGet(() -> texts.get("plan.notAcknowledged"));
    return moves + " " + acknowledged + countedPart(relay, basis);
  }

  private String counted(String words, PlanBasis.Relay relay, PlanBasis basis) {
    return words + countedPart(relay.snapshot(), basis);
  }

  private String countedPart(RelaySnapshot relay, PlanBasis basis) {
    PlanBasis.Counted counted = basis.counted().get(relay.name());
    if (counted == null) {
      return texts.get("plan.notCounted");
    }
    return counted.answer() instanceof Answer.Given<?>
        ? texts.get("plan.counted", age(counted.at(), basis.now()))
        : texts.get("plan.notKnown", waiting(relay, basis).note());
  }

  private static String age(Instant at, Instant now) {
    return TimeText.rough(Duration.between(at, now));
  }

  private Waiting waiting(RelaySnapshot relay, PlanBasis basis) {
    PlanBasis.Counted counted = basis.counted().get(relay.name());
    return counted == null
        ? Waiting.unknown(texts)
        : Waiting.of(
            counted.answer(), counted.at(), relay.counters().rowsPerSecond(), basis.now(), texts);
  }

  /** What was counted says it best; without that, how old the last row is that came over. */
  private String lag(RelaySnapshot relay, PlanBasis basis) {
    String behind = waiting(relay, basis).behind();
    if (!behind.equals(NOTHING)) {
      return behind;
    }
    return relay
        .settings()
        .timestamps()
        .zone()
        .flatMap(zone -> relay.position().flatMap(Position::time).map(time -> time.atZone(zone)))
        .map(at -> TimeText.clock(Duration.between(at.toInstant(), basis.now())))
        .orElse(texts.get("plan.lag.notKnown"));
  }
}
