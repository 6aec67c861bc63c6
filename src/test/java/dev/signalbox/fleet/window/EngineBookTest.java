package dev.signalbox.fleet.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.fleet.EngineRow;
import dev.signalbox.console.fleet.EngineRow.ConnectionGlance;
import dev.signalbox.console.fleet.EngineRow.RelayGlance;
import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.fleet.wire.EngineState;
import dev.signalbox.fleet.wire.EngineState.Entry;
import dev.signalbox.fleet.wire.Introductions;
import dev.signalbox.fleet.wire.StateReader;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.testing.ManualScheduler;
import dev.signalbox.ui.States;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of engines, and when one that only its beat tells of is asked for the rest. */
class EngineBookTest {
  private final ManualScheduler time = new ManualScheduler();
  private final EngineBook book = new EngineBook(time);

  @Test
  void aWordThatIsUnknownHereStandsForItself() {
    EngineState state =
        new EngineState(
            Introductions.RELAY_7,
            1,
            time.now(),
            new ProgramSnapshot(new ProgramState.Open(), List.of(), Optional.empty()),
            List.of(new Entry<>(1, States.of(States.NATS, States.failed()))),
            List.of(
                new Entry<>(2, States.relay(new RelayState.Failed(time.now(), States.DENIED)))));

    assertThat(
            book.take(
                Introductions.RELAY_7.address(),
                new StateReader.Received(
                    state, true, Map.of("nats", "Entangled"), Map.of("txlog", "Gliding")),
                false))
        .isTrue();

    EngineRow row = book.news().orElseThrow().engines().getFirst();
    assertThat(row.newer()).isTrue();
    assertThat(row.connections()).extracting(ConnectionGlance::word).containsExactly("Entangled");
    assertThat(row.relays()).extracting(RelayGlance::word).containsExactly("Gliding");
  }

  @Test
  void whatIsBeingReadIsWaitedForButNotForEver() {
    assertThat(book.isReading()).isFalse();

    book.link(new Link.Reading(time.now()));
    time.advance(Duration.ofSeconds(9));
    assertThat(book.isReading()).isTrue();
    time.advance(Duration.ofSeconds(2));
    assertThat(book.isReading()).as("a bucket that ends amid being read").isFalse();

    book.link(new Link.Reading(time.now()));
    assertThat(book.isReading()).isTrue();
    book.caughtUp();
    assertThat(book.isReading()).isFalse();
  }
}
