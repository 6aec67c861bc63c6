package dev.signalbox.connection.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.ConnectLadder.Outcome;
import dev.signalbox.connection.state.ConnectLadder.Rung;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.ConnectionState.Off;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectHistoryTest {
  private static final Instant BEGAN = ConnectionExamples.BEGAN;

  private ConnectHistory history = ConnectHistory.NONE;
  private long attempts;

  @Test
  void eachPhaseIsTimedUntilTheNext() {
    connect(ConnectPhase.NAME_RESOLUTION, 3, ConnectPhase.TCP, 20, ConnectPhase.LOGIN, 40);

    assertThat(history.underWay()).isEmpty();
    assertThat(history.latest())
        .get()
        .returns(Outcome.CONNECTED, ConnectLadder::outcome)
        .returns(millis(63), ConnectLadder::took)
        .returns(Optional.of(millis(20)), ladder -> ladder.in(ConnectPhase.TCP))
        .extracting(ConnectLadder::rungs)
        .isEqualTo(
            List.of(
                new Rung(ConnectPhase.NAME_RESOLUTION, millis(0), millis(3)),
                new Rung(ConnectPhase.TCP, millis(3), millis(20)),
                new Rung(ConnectPhase.LOGIN, millis(23), millis(40))));
  }

  @Test
  void aPhaseMayLastUntilTheWholeConnectIsGivenUp() {
    connect(ConnectPhase.TCP, 2_000, ConnectPhase.LOGIN, 40);
    ConnectLadder ladder = history.latest().orElseThrow();

    assertThat(ladder.limit(ladder.rungs().getLast())).isEqualTo(Duration.ofSeconds(28));
  }

  @Test
  void thatAPhaseIsSeenAgainMakesNoNewRung() {
    connect(ConnectPhase.TCP, 20, ConnectPhase.TCP, 20);

    assertThat(history.latest().orElseThrow().rungs())
        .containsExactly(new Rung(ConnectPhase.TCP, millis(0), millis(40)));
  }

  @Test
  void anotherAddressComesThroughTheSamePhases() {
    connect(ConnectPhase.TCP, 20, ConnectPhase.LOGIN, 5, ConnectPhase.TCP, 30);

    ConnectLadder ladder = history.latest().orElseThrow();
    assertThat(ladder.rungs()).hasSize(3);
    assertThat(ladder.in(ConnectPhase.TCP)).contains(millis(50));
  }

  @Test
  void aFailureTellsWhereItWas() {
    begin(ConnectPhase.NAME_RESOLUTION);
    history =
        history.after(
            new Failed(BEGAN, ConnectionExamples.failure(FailureKind.AUTHENTICATION)),
            BEGAN.plusMillis(12));

    assertThat(history.latest())
        .get()
        .returns(Outcome.FAILED, ConnectLadder::outcome)
        .returns(ConnectPhase.TCP, ladder -> ladder.rungs().getLast().phase());
    assertThat(history.latest().orElseThrow().cause()).isPresent();
  }

  @Test
  void aCancelledConnectIsKeptAndMeasuresNothing() {
    begin(ConnectPhase.LOGIN);
    history = history.after(new Off(BEGAN), BEGAN.plusSeconds(9));

    assertThat(history.latest()).get().returns(Outcome.CANCELLED, ConnectLadder::outcome);
    connect(ConnectPhase.LOGIN, 40);
    assertThat(history.usual(ConnectPhase.LOGIN, history.latest().orElseThrow())).isEmpty();
  }

  @Test
  void whatIsUsualIsTheMedianOfTheOthersThatSucceeded() {
    connect(ConnectPhase.LOGIN, 30);
    connect(ConnectPhase.LOGIN, 50);
    connect(ConnectPhase.LOGIN, 900);
    connect(ConnectPhase.LOGIN, 2_800);
    ConnectLadder measured = history.latest().orElseThrow();

    assertThat(history.usual(ConnectPhase.LOGIN, measured)).contains(millis(50));
    assertThat(history.usual(measured)).contains(millis(50));
    assertThat(history.usual(ConnectPhase.TLS, measured)).isEmpty();
  }

  @Test
  void theTimeBeginsWithThePassword() {
    begin(ConnectPhase.PASSWORD);
    Instant answered = BEGAN.plusSeconds(70);
    history = history.after(connecting(answered, ConnectPhase.STARTING), answered);
    history = history.after(connecting(answered, ConnectPhase.TCP), answered.plusMillis(1));

    assertThat(history.ended()).isEmpty();
    assertThat(history.latest())
        .get()
        .returns(answered, ConnectLadder::began)
        .returns(Optional.empty(), ladder -> ladder.in(ConnectPhase.PASSWORD));
  }

  @Test
  void onlyTheLastAreKept() {
    for (int i = 0; i < ConnectHistory.KEPT + 5; i++) {
      connect(ConnectPhase.LOGIN, i);
    }

    assertThat(history.ended()).hasSize(ConnectHistory.KEPT);
    assertThat(history.ended().getFirst().took()).isEqualTo(millis(5));
  }

  @Test
  void aServerThatGoesRoundInPhasesDoesNotGrowIt() {
    begin(ConnectPhase.TCP);
    for (int i = 1; i < 1_000; i++) {
      history =
          history.after(
              connecting(BEGAN, i % 2 == 0 ? ConnectPhase.TCP : ConnectPhase.LOGIN),
              BEGAN.plusMillis(i));
    }

    assertThat(history.latest().orElseThrow().rungs()).hasSizeLessThan(30);
  }

  /** Phases, each with the milliseconds it takes. */
  private void connect(Object... phases) {
    Instant at = BEGAN;
    begin((ConnectPhase) phases[0]);
    for (int i = 0; i < phases.length; i += 2) {
      history = history.after(connecting(BEGAN, (ConnectPhase) phases[i]), at);
      at = at.plusMillis((int) phases[i + 1]);
    }
    history =
        history.after(
            new Connected(
                new AttemptId(attempts), at, ConnectionExamples.PEER, Optional.empty(), at),
            at);
  }

  private void begin(ConnectPhase phase) {
    attempts++;
    history = history.after(connecting(BEGAN, phase), BEGAN);
  }

  private Connecting connecting(Instant since, ConnectPhase phase) {
    return new Connecting(
        new AttemptId(attempts), since, since.plusSeconds(30), phase, Retries.NONE);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
