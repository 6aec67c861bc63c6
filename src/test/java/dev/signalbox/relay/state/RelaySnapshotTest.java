package dev.signalbox.relay.state;

import static dev.signalbox.relay.state.RelayExamples.LEASE;
import static dev.signalbox.relay.state.RelayExamples.T0;
import static dev.signalbox.relay.state.RelayExamples.T1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelaySnapshotTest {
  private static final Optional<ZoneId> UTC = Optional.of(ZoneOffset.UTC);

  private static RelaySnapshot snapshot(RelayState state, Optional<ZoneId> zone) {
    return new RelaySnapshot(
        new PollingSettings(
            "txlog",
            "mariadb",
            "nats",
            "mariadb",
            "EVENTS",
            "ID",
            "TIME",
            "STREAM",
            "subject",
            Duration.ofSeconds(1),
            10,
            new TimestampSettings(zone, Optional.empty(), Optional.empty())),
        state,
        RelayCounters.NONE,
        RowTiming.NONE,
        Optional.of(new Position("2026-01-01T10:00:00.000000000", "7")),
        false,
        Optional.empty());
  }

  @Test
  void theLagIsTheAgeOfTheLastRow() {
    assertThat(snapshot(new RelayState.Running(T0), UTC).lag(T1)).contains(Duration.ofSeconds(1));
    assertThat(snapshot(new RelayState.Running(T1), UTC).lag(T0.minusSeconds(5)))
        .contains(Duration.ZERO);
    assertThat(snapshot(new RelayState.Running(T0), Optional.empty()).lag(T1)).isEmpty();
  }

  @Test
  void whoStandsByHasNone() {
    assertThat(snapshot(new RelayState.Standby(T0, LEASE, Optional.empty()), UTC).lag(T1))
        .isEmpty();
  }
}
