package dev.signalbox.ui.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectHistory;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionState.Connecting;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.ui.States;
import dev.signalbox.ui.connections.Ladder.Mark;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LadderTest {
  private static final Instant BEGAN = States.ago(Duration.ofSeconds(20));
  private static final Texts TEXTS = new Texts();

  private ConnectHistory history = ConnectHistory.NONE;

  @Test
  void aSlowPhaseIsMeasuredByWhatIsUsual() {
    connect(1, 40);
    connect(2, 40);
    connect(3, 2_800);

    Ladder ladder = latest();

    assertThat(ladder.lines()).extracting(Ladder.Line::phase).containsExactly("tcp", "login");
    Ladder.Line login = ladder.lines().getLast();
    assertThat(login.words()).isEqualTo("2.8 s, usually 40 ms – slow");
    assertThat(login.mark()).isEqualTo(Mark.SLOW);
    assertThat(login.from()).isEqualTo(Duration.ofMillis(10));
    assertThat(login.spoken()).isEqualTo("login 2.8 s, usually 40 ms – slow, at most 30 s");
    assertThat(ladder.lines().getFirst().mark()).isEqualTo(Mark.USUAL);
    assertThat(ladder.summary()).startsWith("Took 2.8 s of at most 30 s; usually 50 ms");
  }

  @Test
  void theFirstConnectHasNothingToBeMeasuredBy() {
    connect(1, 2_800);

    Ladder.Line login = latest().lines().getLast();

    assertThat(login.words()).isEqualTo("2.8 s");
    assertThat(login.usual()).isEmpty();
    assertThat(login.mark()).isEqualTo(Mark.USUAL);
  }

  @Test
  void aFewMillisecondsAreNeverSlow() {
    connect(1, 2);
    connect(2, 60);

    assertThat(latest().lines().getLast().mark()).isEqualTo(Mark.USUAL);
  }

  @Test
  void whatIsUnderWayGrowsUntilNow() {
    begin(1);

    Ladder ladder = latest();

    assertThat(ladder.head()).endsWith("under way");
    assertThat(ladder.lines().getLast().took()).isEqualTo(Duration.ofMillis(19_990));
    assertThat(ladder.lines().getLast().words()).endsWith("so far");
    assertThat(ladder.lines().getLast().mark()).isEqualTo(Mark.UNDER_WAY);
  }

  @Test
  void theLimitComesIntoSightBeforeItIsReached() {
    connect(1, 2_000);
    assertThat(latest().scale()).isLessThan(Duration.ofSeconds(3));

    connect(2, 9_000);
    assertThat(latest().scale()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whereAConnectBrokeOffIsMarked() {
    begin(1);
    history = history.after(States.failed(), BEGAN.plusMillis(30));

    Ladder ladder = latest();

    assertThat(ladder.head()).endsWith("failed");
    assertThat(ladder.lines().getLast().mark()).isEqualTo(Mark.BROKEN);
    assertThat(ladder.text()).contains("login 20 ms – broke off, at most 30 s");
  }

  private Ladder latest() {
    return Ladder.of(history, history.latest().orElseThrow(), States.NOW, TEXTS);
  }

  private void connect(int number, int login) {
    begin(number);
    history = history.after(States.connected(), BEGAN.plusMillis(10L + login));
  }

  private void begin(int number) {
    history =
        history
            .after(connecting(number, ConnectPhase.STARTING), BEGAN)
            .after(connecting(number, ConnectPhase.TCP), BEGAN)
            .after(connecting(number, ConnectPhase.LOGIN), BEGAN.plusMillis(10));
  }

  private static Connecting connecting(int number, ConnectPhase phase) {
    return new Connecting(new AttemptId(number), BEGAN, BEGAN.plusSeconds(30), phase, Retries.NONE);
  }
}
