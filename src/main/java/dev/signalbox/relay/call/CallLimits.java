package dev.signalbox.relay.call;

import dev.signalbox.relay.state.StopMode;
import java.time.Duration;

/**
 * How long a blocking call may take.
 *
 * @param limit from its beginning, whatever happens
 * @param finishing from a stop that lets the page finish
 * @param atOnce from an urgent stop
 */
public record CallLimits(Duration limit, Duration finishing, Duration atOnce) {

  /** How long it may take from a stop of that kind. */
  public Duration after(StopMode mode) {
    return switch (mode) {
      case HAND_OVER, FINISH_PAGE -> finishing;
      case AT_ONCE -> atOnce;
    };
  }
}
