package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AckWindowTest {
  private static final long BEFORE = 100;

  private long now;

  private AckWindow window(Map<Position, Long> stored) {
    return new AckWindow(
        new CheckpointRecord(
            "source", 1, Optional.empty(), 0, BEFORE, Optional.empty(), Optional.empty(), false),
        new StoredRows(stored, (_, _) -> false),
        () -> now);
  }

  private AckWindow window(int rows, int bytes) {
    AckWindow window = window(Map.of());
    window.add(page(0, rows, bytes));
    return window;
  }

  private static List<SourceRow> page(int first, int rows, int bytes) {
    return IntStream.range(first, first + rows)
        .mapToObj(i -> new SourceRow(row(i), new byte[bytes]))
        .toList();
  }

  private static Position row(int index) {
    return new Position("t", Integer.toString(index));
  }

  private static List<AckWindow.Sending> sendAll(AckWindow window) {
    List<AckWindow.Sending> sent = new ArrayList<>();
    for (var next = window.next(); next.isPresent(); next = window.next()) {
      sent.add(next.get());
    }
    return sent;
  }

  private static void acknowledge(AckWindow window, AckWindow.Sending sending, long sequence) {
    var _ = window.acknowledged(sending.number(), sequence);
  }

  private static Optional<Advance> advance(int rows, int last, long sequence) {
    return Optional.of(new Advance(row(last), rows, sequence));
  }

  @Test
  void onlyThePrefixWithoutAGapCounts() {
    AckWindow window = window(4, 1);
    List<AckWindow.Sending> sent = sendAll(window);

    acknowledge(window, sent.get(0), 101);
    acknowledge(window, sent.get(2), 103);
    assertThat(window.status().acknowledged()).isEqualTo(1);
    assertThat(window.covered()).isEqualTo(advance(1, 0, 101));

    acknowledge(window, sent.get(1), 102);
    assertThat(window.status().acknowledged()).isEqualTo(3);
    assertThat(window.covered()).isEqualTo(advance(2, 2, 103));
    assertThat(window.covered()).isEmpty();
  }

  @Test
  void aPageIsSentWhileTheOneBeforeIsNotAcknowledged() {
    AckWindow window = window(3, 1);
    List<AckWindow.Sending> first = sendAll(window);
    window.add(page(3, 3, 1));
    List<AckWindow.Sending> second = sendAll(window);

    second.forEach(sending -> acknowledge(window, sending, 101 + sending.number()));
    assertThat(window.coveredPages()).isEmpty();
    assertThat(window.covered()).isEmpty();
    acknowledge(window, first.get(0), 101);
    assertThat(window.coveredPages()).isEmpty();
    acknowledge(window, first.get(1), 102);
    acknowledge(window, first.get(2), 103);

    assertThat(window.coveredPages()).isEqualTo(advance(6, 5, 106));
    assertThat(window.status().isComplete()).isTrue();
  }

  @Test
  void aCoveredPageCountsWithWhatIsAcknowledgedBehindIt() {
    AckWindow window = window(2, 1);
    window.add(page(2, 2, 1));
    List<AckWindow.Sending> sent = sendAll(window);
    acknowledge(window, sent.get(0), 101);
    assertThat(window.coveredPages()).isEmpty();

    acknowledge(window, sent.get(1), 102);
    acknowledge(window, sent.get(2), 103);
    assertThat(window.status()).isEqualTo(new AckWindow.Status(1, 2, 1, Optional.empty()));
    assertThat(window.coveredPages()).isEqualTo(advance(3, 2, 103));
    assertThat(window.coveredPages()).isEmpty();
  }

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

    later.forEach(sending -> acknowledge(window, sending, 102 + sending.number()));
    later.forEach(sending -> acknowledge(window, sending, 900));
    assertThat(window.status().outstanding()).isZero();
    assertThat(window.status().isComplete()).isTrue();
    assertThat(window.furthest()).isLessThan(500);
  }

  @Test
  void afterSendingAgainOnlyAllThatWasSentTellsASafePlaceInTheStream() {
    AckWindow window = window(3, 1);
    sendAll(window);
    window.sendAgain();
    List<AckWindow.Sending> sent = sendAll(window);
    acknowledge(window, sent.get(0), 102);
    assertThat(window.covered()).isEqualTo(advance(1, 0, BEFORE));

    acknowledge(window, sent.get(1), 103);
    acknowledge(window, sent.get(2), 104);
    assertThat(window.covered()).isEqualTo(advance(2, 2, 104));
  }

  @Test
  void afterAFailureNoPlaceInTheStreamIsSafe() {
    AckWindow window = window(3, 1);
    List<AckWindow.Sending> sent = sendAll(window);
    acknowledge(window, sent.get(0), 101);
    var _ = window.failed(sent.get(1).number(), new IOException("gone"));

    assertThat(window.covered()).isEqualTo(advance(1, 0, BEFORE));
  }

  @Test
  void aLaterRowThatLandedEarlierLeavesOnlyThePlaceBefore() {
    AckWindow window = window(Map.of(row(0), 150L, row(1), 151L, row(2), 152L, row(4), 149L));
    window.add(page(0, 5, 1));
    List<AckWindow.Sending> sent = sendAll(window);
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(4, 4));
    assertThat(window.covered()).isEqualTo(advance(3, 2, BEFORE));

    assertThat(sent).hasSize(1);
    acknowledge(window, sent.getFirst(), 153);
    assertThat(window.covered()).isEqualTo(advance(2, 4, 153));
  }

  @Test
  void aRowThatIsStillToBeReadAndLandedEarlierDoesSoToo() {
    AckWindow window = window(Map.of(row(0), 150L, row(1), 149L));
    window.add(page(0, 1, 1));
    assertThat(window.hasUnsent()).isFalse();
    assertThat(window.covered()).isEqualTo(advance(1, 0, BEFORE));

    window.add(page(1, 1, 1));
    assertThat(window.hasUnsent()).isFalse();
    assertThat(window.covered()).isEqualTo(advance(1, 1, 150));
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
    AckWindow window = window(2, 1);
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

  /** With a driver's thread that answers in disorder, as fast as it can. */
  @Test
  void rowsAndPlaceAreOfTheSameInstant() throws Exception {
    int rows = 100_000;
    AckWindow window = window(rows, 1);
    BlockingQueue<AckWindow.Sending> sent = new LinkedBlockingQueue<>();
    Thread driver = Thread.ofPlatform().start(() -> answer(window, sent, rows));
    int counted = 0;
    while (counted < rows) {
      for (var next = window.next(); next.isPresent(); next = window.next()) {
        sent.add(next.get());
      }
      Optional<Advance> advance = window.covered();
      if (advance.isPresent()) {
        counted += advance.get().rows();
        assertThat(advance.get().to()).isEqualTo(row(counted - 1));
        assertThat(advance.get().streamSequence()).isEqualTo(BEFORE + counted);
      }
    }
    driver.join();
    assertThat(window.status().isComplete()).isTrue();
  }

  private static void answer(AckWindow window, BlockingQueue<AckWindow.Sending> sent, int rows) {
    try {
      for (int answered = 0; answered < rows; ) {
        List<AckWindow.Sending> some = new ArrayList<>();
        some.add(sent.poll(10, TimeUnit.SECONDS));
        sent.drainTo(some, 99);
        for (AckWindow.Sending sending : some.reversed()) {
          acknowledge(window, sending, BEFORE + 1 + sending.number());
        }
        answered += some.size();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static AckWindow.Sending next(AckWindow window) {
    return window.next().orElseThrow();
  }

  private static SourceRow late(int index) {
    return SourceRow.late(row(index), new byte[10]);
  }

  @Test
  void aLateRowCountsAndDoesNotMoveThePosition() {
    Position before = row(5);
    AckWindow window =
        new AckWindow(
            new CheckpointRecord(
                "source",
                1,
                Optional.of(before),
                5,
                BEFORE,
                Optional.empty(),
                Optional.of(""),
                false),
            new StoredRows(Map.of(row(2), 103L), (_, _) -> false),
            () -> now);
    window.add(List.of(late(1), late(2)));
    window.add(page(6, 1, 10));
    List<AckWindow.Sending> sent = sendAll(window);
    assertThat(sent).hasSize(2);

    acknowledge(window, sent.getFirst(), 102);
    assertThat(window.coveredPages())
        .contains(new Advance(before, 2, 103, List.of(row(1), row(2)), List.of(row(1), row(2))));
    acknowledge(window, sent.getLast(), 104);
    assertThat(window.coveredPages())
        .contains(new Advance(row(6), 1, 104, List.of(row(6)), List.of()));
  }

  @Test
  void whereNobodyLooksBackNoKeysAreKept() {
    AckWindow window = window(3, 10);
    sendAll(window).forEach(sending -> acknowledge(window, sending, 101 + sending.number()));

    assertThat(window.covered().orElseThrow().keys()).isEmpty();
  }
}
