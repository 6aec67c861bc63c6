package dev.signalbox.fleet.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.console.Presence;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.ui.States;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoubtTest {
  private static final Instant HEARD = States.NOW.minusSeconds(20);
  private static final ConnectionSnapshot CONNECTED =
      States.of(
          States.NATS,
          new ConnectionState.Connected(
              States.ATTEMPT, HEARD.minusSeconds(60), States.PEER, Optional.empty(), HEARD));
  private static final RelaySnapshot RUNNING =
      States.relay(new RelayState.Running(HEARD.minusSeconds(60)));

  static Stream<Presence> uncertain() {
    return Stream.of(
        new Presence.Probing(HEARD),
        new Presence.Silent(HEARD),
        new Presence.Gone(States.NOW, Optional.of(HEARD)),
        new Presence.NotKnown(States.NOW, Optional.of(HEARD)),
        new Presence.Recorded(HEARD),
        new Presence.Ended(HEARD));
  }

  @ParameterizedTest
  @MethodSource("uncertain")
  void nothingUncertainLooksWell(Presence presence) {
    assertThat(presence.isCertain()).isFalse();
    assertThat(Doubt.in(CONNECTED, presence, States.NOW).state())
        .isInstanceOfSatisfying(
            ConnectionState.Stale.class,
            stale -> {
              assertThat(stale.since()).isEqualTo(HEARD);
              assertThat(stale.cause().message()).isEqualTo("not known: " + Doubt.words(presence));
            });
    assertThat(Doubt.in(RUNNING, presence, States.NOW).state())
        .isInstanceOfSatisfying(
            RelayState.Stalled.class, stalled -> assertThat(stalled.since()).isEqualTo(HEARD));
  }

  @Test
  void whatIsCertainStaysAsItIs() {
    for (Presence presence : new Presence[] {new Presence.Here(), new Presence.Known(HEARD)}) {
      assertThat(Doubt.in(CONNECTED, presence, States.NOW)).isEqualTo(CONNECTED);
      assertThat(Doubt.in(RUNNING, presence, States.NOW)).isEqualTo(RUNNING);
    }
  }

  static Stream<ConnectionState> notWell() {
    return Stream.of(
        new ConnectionState.Off(HEARD),
        new ConnectionState.Connecting(
            States.ATTEMPT, HEARD, States.NOW, ConnectPhase.TCP, Retries.NONE),
        new ConnectionState.Waiting(HEARD, States.NOW, Retries.NONE, States.REFUSED),
        new ConnectionState.Failed(HEARD, States.DENIED));
  }

  @ParameterizedTest
  @MethodSource("notWell")
  void whatWasNotWellStaysAsItWasSaid(ConnectionState state) {
    ConnectionSnapshot told = States.of(States.NATS, state);

    assertThat(Doubt.in(told, new Presence.Silent(HEARD), States.NOW)).isEqualTo(told);
  }
}
