package dev.signalbox.ui.relays;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RelayCounters;
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
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.ui.relays.RelayPresentation.Figures;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;

/** Writes the figures of a relay as they are shown. Any thread may ask. */
final class RelayFigures {
  /** Stands where there is no figure. */
  static final String NOTHING = "–";

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private RelayFigures() {}

  /** A rate ends with what it measures. */
  static boolean isMoving(RelayState state) {
    return switch (state) {
      case Stalled s -> !s.cause().isNotUnderstood();
      case Running _, Stopping _ -> true;
      case Stopped _, Starting _, Paused _, Standby _, Failed _ -> false;
    };
  }

  static Figures of(RelaySnapshot relay, Instant now, Texts texts) {
    RelayCounters counters = relay.counters();
    RowTiming timing = relay.timing();
    return new Figures(
        isMoving(relay.state())
            ? String.format(Texts.LOCALE, "%,.0f", counters.rowsPerSecond())
            : NOTHING,
        relay.state().isAtWork() ? Texts.number(counters.inFlight()) : NOTHING,
        Texts.number(counters.uncommitted()),
        Texts.number(counters.acknowledged()),
        Texts.number(counters.duplicates()),
        relay.position().map(Position::toString).orElse(NOTHING),
        counters
            .lastAcknowledgement()
            .map(at -> texts.get("time.ago", ago(Duration.between(at, now))))
            .orElse(NOTHING),
        timing
            .heldBack()
            .map(held -> texts.get("relay.heldBack.by", TimeText.clock(held.by()), held.holder()))
            .orElse(texts.get("relay.heldBack.none")),
        Texts.number(timing.late()),
        timing.ahead().toString(),
        Texts.number(counters.diverted()),
        Texts.number(counters.inDoubt()));
  }

  /** Tenths of a second while they say something. */
  private static String ago(Duration age) {
    return age.compareTo(MINUTE) < 0 ? TimeText.tenths(age) : TimeText.clock(age);
  }
}
