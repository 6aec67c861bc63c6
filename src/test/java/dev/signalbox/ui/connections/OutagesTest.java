package dev.signalbox.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutagesTest {
  private static final Instant BEGAN = Instant.parse("2026-03-02T10:00:00Z");

  private final List<Transition> record = new ArrayList<>();
  private String last = "";

  @Test
  void nothingIsKnownOfNothing() {
    assertThat(at(0)).isEqualTo(new Outages(Optional.empty(), 0, Duration.ZERO, Optional.empty()));
  }

  @Test
  void anOutageLastsUntilItIsConnectedAgain() {
    go(0, "Connected", "");
    go(10, "Stale", "no answer");
    go(12, "Closing", "");
    go(13, "Waiting", "refused");
    go(20, "Connecting", "");
    go(40, "Connected", "");

    Outages known = at(100);

    assertThat(known.count()).isEqualTo(1);
    assertThat(known.total()).isEqualTo(Duration.ofSeconds(30));
    assertThat(known.last())
        .contains(
            new Outages.Outage(
                BEGAN.plusSeconds(10), Optional.of(BEGAN.plusSeconds(40)), "refused"));
  }

  @Test
  void theOneThatLastsCountsUntilNow() {
    go(0, "Failed", "denied");
    go(10, "Connected", "");
    go(50, "Failed", "denied");

    Outages known = at(70);

    assertThat(known.count()).isEqualTo(2);
    assertThat(known.total()).isEqualTo(Duration.ofSeconds(30));
    assertThat(known.last().orElseThrow().ended()).isEmpty();
  }

  @Test
  void whatNobodyWantsIsNotDown() {
    go(0, "Waiting", "refused");
    go(5, "Off", "");

    assertThat(at(1_000).total()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void whileTheProgramDidNotRunNothingIsCounted() {
    go(0, "Waiting", "refused");
    go(5, "Waiting", "unreachable");
    last = "";
    go(3_600, "Off", "");

    assertThat(at(4_000).total()).isEqualTo(Duration.ofSeconds(5));
  }

  private Outages at(int second) {
    return Outages.of(record, BEGAN.plusSeconds(second));
  }

  private void go(int second, String state, String cause) {
    record.add(
        new Transition(
            Subject.connection("oracle"),
            BEGAN.plusSeconds(second),
            last,
            state,
            Optional.of(cause).filter(text -> !text.isEmpty()),
            Optional.empty()));
    last = state;
  }
}
