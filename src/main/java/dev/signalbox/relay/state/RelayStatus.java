package dev.signalbox.relay.state;

import java.time.Instant;
import java.util.Optional;

/**
 * The whole of what is decided about a relay. An immutable value.
 *
 * @param run the run under way; present exactly while the state is neither stopped nor failed
 * @param retired whether the program is closing, so that nothing may begin any more
 */
public record RelayStatus(RelayState state, Optional<LiveRun> run, boolean retired) {

  public static RelayStatus initial(Instant now) {
    return new RelayStatus(new RelayState.Stopped(now), Optional.empty(), false);
  }

  RelayStatus with(RelayState next, LiveRun live) {
    return new RelayStatus(next, Optional.of(live), retired);
  }

  RelayStatus ended(RelayState next) {
    return new RelayStatus(next, Optional.empty(), retired);
  }

  public RelayStatus retire() {
    return new RelayStatus(state, run, true);
  }
}
