package dev.signalbox.relay.source.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.source.horizon.Writers.Sighting;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RowTiming.Ahead;
import dev.signalbox.relay.state.RowTiming.HeldBack;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettledByWritersTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 1, 1, 10, 0);
  private static final LocalDateTime LONG_AGO = NOW.minusSeconds(20);

  private final List<Optional<HeldBack>> heard = new ArrayList<>();

  /** One statement that has been writing for long. */
  private record OneWriter() implements Writers {
    @Override
    public boolean areElsewhere() {
      return false;
    }

    @Override
    public boolean areOnSeveral() {
      return false;
    }

    @Override
    public String grant() {
      return "";
    }

    @Override
    public Optional<Sighting> look() {
      return Optional.of(
          new Sighting(NOW, List.of(new Sighting.Statement("7", LONG_AGO, true)), List.of()));
    }
  }

  private final class Listener implements HorizonListener {
    @Override
    public void remark(String words) {}

    @Override
    public void passedBy(int rows, LocalDateTime from, Position last) {}

    @Override
    public void settledBy(String words) {}

    @Override
    public void heldBack(Optional<HeldBack> now) {
      heard.add(now);
    }

    @Override
    public void datedAhead(Ahead rows) {}
  }

  @Test
  void nobodyHoldsRowsBackWhereNoneWaits() throws Exception {
    SettledTime settled =
        new SettledByWriters(
            new WriterHorizon(),
            new OneWriter(),
            new ManualScheduler(),
            Duration.ZERO,
            new Listener());

    assertThat(settled.read()).isEqualTo(LONG_AGO);
    settled.nothingWaits();
    settled.nothingWaits();

    assertThat(heard)
        .containsExactly(
            Optional.of(new HeldBack(Duration.ofSeconds(20), "a statement of session 7")),
            Optional.empty());
  }
}
