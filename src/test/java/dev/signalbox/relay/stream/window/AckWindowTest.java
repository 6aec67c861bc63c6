package dev.signalbox.relay.stream.window;

import static dev.signalbox.relay.stream.window.WindowTrial.BEFORE;
import static dev.signalbox.relay.stream.window.WindowTrial.acknowledge;
import static dev.signalbox.relay.stream.window.WindowTrial.advance;
import static dev.signalbox.relay.stream.window.WindowTrial.index;
import static dev.signalbox.relay.stream.window.WindowTrial.next;
import static dev.signalbox.relay.stream.window.WindowTrial.page;
import static dev.signalbox.relay.stream.window.WindowTrial.row;
import static dev.signalbox.relay.stream.window.WindowTrial.sendAll;
import static dev.signalbox.relay.stream.window.WindowTrial.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.PublishLatency;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AckWindowTest {
  private long now;

  @Test
  void noMoreMessagesAreOutstandingThanAllowed() {
    AckWindow window = window(600, 1);

    List<AckWindow.Sending> sent = sendAll(window);
    assertThat(sent).hasSize(AckWindow.MAXIMUM_MESSAGES);
    acknowledge(window, sent.getFirst(), 101);
    assertThat(sendAll(window)).hasSize(1);
  }

  @Test
  void noMoreBytesAreOutstandingThanAllowedButOneMessageAlwaysIs() {
    assertThat(sendAll(window(40, 1 << 20))).hasSize(16);
    assertThat(sendAll(window(2, (int) AckWindow.MAXIMUM_BYTES + 1))).hasSize(1);
  }

  @Test
  void rowsGoRoundTheRingForAsLongAsTheyAreAcknowledged() {
    AckWindow window = window(Map.of());
    int rows = 5 * AckWindow.MAXIMUM_MESSAGES + 7;
    window.add(page(0, rows, 1));
    int next = 0;
    while (!window.status().isComplete()) {
      for (AckWindow.Sending sending : sendAll(window)) {
        assertThat(sending.row().position()).isEqualTo(row(next++));
        acknowledge(window, sending, BEFORE + next);
      }
    }
    assertThat(window.covered()).isEqualTo(advance(rows, rows - 1, BEFORE + rows));
  }

  @Test
  void sendingAgainKeepsTheOrderAndLeavesOutWhatIsAcknowledged() {
    AckWindow window = window(4, 1);
    List<AckWindow.Sending> sent = sendAll(window);
    acknowledge(window, sent.get(0), 101);
    acknowledge(window, sent.get(2), 103);

    window.sendAgain();

    assertThat(sendAll(window))
        .extracting(sending -> sending.row().position())
        .containsExactly(row(1), row(3));
  }

  @Test
  void aFailureStopsSendingAndOneOfAnEarlierRoundIsForgotten() {
    AckWindow window = window(3, 1);
    AckWindow.Sending first = next(window);
    assertThat(window.failed(first.number(), new IOException("gone"))).isTrue();

    assertThat(window.status().refusal().orElseThrow().cause()).hasMessage("gone");
    assertThat(window.next()).isEmpty();

    window.sendAgain();
    var _ = next(window);
    assertThat(window.failed(first.number(), new IOException("late"))).isFalse();
    assertThat(window.status().refusal()).isEmpty();
    assertThat(window.status().outstanding()).isEqualTo(1);
  }

  @Test
  void anAnswerToAnEarlierSendingSaysNothing() {
    AckWindow window = window(3, 1);
    List<AckWindow.Sending> earlier = sendAll(window);
    acknowledge(window, earlier.get(0), 101);
    window.sendAgain();
    List<AckWindow.Sending> later = sendAll(window);

    earlier.forEach(sending -> acknowledge(window, sending, 500));
    assertThat(window.status().outstanding()).isEqualTo(2);

    later.forEach(sending -> acknowledge(window, sending, 102 + index(sending)));
    later.forEach(sending -> acknowledge(window, sending, 900));
    assertThat(window.status().outstanding()).isZero();
    assertThat(window.status().isComplete()).isTrue();
    assertThat(window.furthest()).isLessThan(500);
  }

  /** A server keeps in mind whom it has answered, and is slow with each whom it does not know. */
  @Test
  void thereAreAsManyNumbersAsRowsOnTheirWay() {
    AckWindow window = window(3 * AckWindow.MAXIMUM_MESSAGES, 1);
    Set<Long> numbers = new HashSet<>();
    while (!window.status().isComplete()) {
      for (AckWindow.Sending sending : sendAll(window)) {
        numbers.add(sending.number());
        acknowledge(window, sending, 101 + index(sending));
      }
    }
    assertThat(numbers).hasSize(AckWindow.MAXIMUM_MESSAGES);
  }

  @Test
  void aSecondAnswerSaysNothingOfTheRowThatHasTheNumberNow() {
    AckWindow window = window(AckWindow.MAXIMUM_MESSAGES + 1, 1);
    AckWindow.Sending first = sendAll(window).getFirst();
    acknowledge(window, first, 101);
    AckWindow.Sending later = next(window);
    assertThat(later.number()).isEqualTo(first.number());

    acknowledge(window, first, 101);
    assertThat(window.status().outstanding()).isEqualTo(AckWindow.MAXIMUM_MESSAGES);
    acknowledge(window, later, 613);
    assertThat(window.status().outstanding()).isEqualTo(AckWindow.MAXIMUM_MESSAGES - 1);
    assertThat(window.covered()).isEqualTo(advance(1, 0, 101));
  }

  /** The stream says of a row that it has it, once more, when another has its number. */
  @Test
  void aSecondClaimSaysNothingOfTheRowThatHasTheNumberNow() {
    AckWindow window = window(2 * AckWindow.MAXIMUM_MESSAGES + 1, 1);
    List<AckWindow.Sending> first = sendAll(window);
    first.forEach(sending -> acknowledge(window, sending, 101 + index(sending)));
    sendAll(window).forEach(sending -> acknowledge(window, sending, 101 + index(sending)));
    AckWindow.Sending later = next(window);
    assertThat(later.number()).isEqualTo(first.getFirst().number());

    assertThat(window.claimed(later.number(), 101)).isFalse();

    assertThat(window.takeClaims()).isEmpty();
    assertThat(window.status().refusal()).isEmpty();
    assertThat(window.claimed(later.number(), 50)).isTrue();
    assertThat(window.takeClaims()).hasSize(1);
  }

  /** A relay without a position was enrolled in a stream that has been made anew since. */
  @Test
  void answersCountThoughTheStreamIsShorterThanItWas() {
    AckWindow window = window(1, 1);

    acknowledge(window, next(window), 2);

    assertThat(window.status().isComplete()).isTrue();
  }

  @Test
  void whatIsFoundInTheStreamIsNotSentAgain() {
    AckWindow window = window(4, 1);
    sendAll(window);
    window.found(Map.of(row(0), 101L, row(1), 102L));
    window.sendAgain();

    assertThat(sendAll(window))
        .extracting(sending -> sending.row().position())
        .containsExactly(row(2), row(3));
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(2, 2));
    assertThat(window.status().acknowledged()).isEqualTo(2);
  }

  @Test
  void acknowledgementsAreTalliedOnceHoweverOftenTheyCome() {
    AckWindow window = window(3, 1);
    List<AckWindow.Sending> sent = List.of(next(window), next(window), next(window));
    acknowledge(window, sent.get(0), 101);
    acknowledge(window, sent.get(1), 102);
    acknowledge(window, sent.get(1), 102);
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(2, 0));

    acknowledge(window, sent.get(2), 103);
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(1, 0));
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(0, 0));
  }

  /** Whether it has it indeed is for the sender to find out. */
  @Test
  void whatTheStreamTakesForADuplicateCountsOnceItWasFound() {
    AckWindow window = window(3, 1);
    List<AckWindow.Sending> sent = List.of(next(window), next(window), next(window));
    assertThat(window.claimed(sent.get(0).number(), 7)).isTrue();
    assertThat(window.claimed(sent.get(0).number(), 7)).isFalse();
    var _ = window.claimed(sent.get(1).number(), 3);
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(0, 0));
    assertThat(window.status().refusal().orElseThrow().cause())
        .isInstanceOf(AckWindow.DuplicateException.class);

    Map<Position, Long> claims = window.takeClaims();
    assertThat(claims).isEqualTo(Map.of(row(0), 7L, row(1), 3L));
    assertThat(window.takeClaims()).isEmpty();
    window.found(claims);
    window.sendAgain();

    assertThat(sendAll(window))
        .extracting(sending -> sending.row().position())
        .containsExactly(row(2));
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(2, 2));
  }

  @Test
  void theSenderIsWokenAtHalfOfWhatIsOutstandingAndByFailures() {
    AckWindow window = window(20, 1);
    List<AckWindow.Sending> sent = sendAll(window);
    window.expectHalf();
    for (int i = 0; i < 9; i++) {
      assertThat(window.acknowledged(i, 101 + i)).isFalse();
    }
    assertThat(window.acknowledged(9, 110)).isTrue();
    assertThat(window.isToBeLookedAt()).isTrue();

    window.expectHalf();
    assertThat(window.isToBeLookedAt()).isFalse();
    assertThat(window.failed(sent.getLast().number(), new IOException("gone"))).isTrue();
    assertThat(window.isToBeLookedAt()).isTrue();
  }

  @Test
  void silenceBeginsWithTheSendingAndAgainWithEachAnswer() {
    AckWindow window = window(Map.of(), () -> now);
    window.add(page(0, 2, 1));
    now = 50;
    assertThat(window.silence()).isZero();
    List<AckWindow.Sending> sent = sendAll(window);
    now = 60;
    assertThat(window.silence()).isEqualTo(Duration.ofNanos(10));
    acknowledge(window, sent.get(0), 101);
    now = 63;
    assertThat(window.silence()).isEqualTo(Duration.ofNanos(3));
    acknowledge(window, sent.get(1), 102);
    assertThat(window.silence()).isZero();
  }

  @Test
  void theLatencyOfARowIsThatOfItsLastSendingAndWhatWasFoundHasNone() {
    AckWindow window = window(Map.of(row(0), 101L), () -> now);
    window.add(page(0, 4, 1));
    List<AckWindow.Sending> sent = sendAll(window);
    assertThat(sent).hasSize(3);
    assertThat(window.takeLatency()).isEmpty();
    now = 5;
    acknowledge(window, sent.get(0), 102);
    now = 100;
    window.sendAgain();
    List<AckWindow.Sending> again = sendAll(window);
    now = 107;
    acknowledge(window, sent.get(1), 103);
    acknowledge(window, again.get(0), 103);
    now = 120;
    acknowledge(window, again.get(1), 104);

    assertThat(window.takeLatency())
        .contains(new PublishLatency(Duration.ofNanos(5), Duration.ofNanos(20)));
    assertThat(window.takeLatency()).isEmpty();
  }
}
