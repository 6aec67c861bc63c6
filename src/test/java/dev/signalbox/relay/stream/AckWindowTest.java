package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AckWindowTest {
  private static final long BEFORE_PAGE = 100;

  private static AckWindow window(int rows, int bytes) {
    return new AckWindow(
        IntStream.range(0, rows).mapToObj(i -> new SourceRow(row(i), new byte[bytes])).toList());
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

  private static AckWindow.Prefix acknowledged(AckWindow window) {
    return window.acknowledgedPrefix(BEFORE_PAGE, StoredRows.NOWHERE);
  }

  @Test
  void onlyThePrefixWithoutAGapCounts() {
    AckWindow window = window(4, 1);
    List<AckWindow.Sending> sent = sendAll(window);

    sent.get(0).acknowledged(101, false);
    sent.get(2).acknowledged(103, false);
    assertThat(window.status().acknowledged()).isEqualTo(1);

    sent.get(1).acknowledged(102, false);
    assertThat(window.status().acknowledged()).isEqualTo(3);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(3, 103));
  }

  @Test
  void noMoreMessagesAreOutstandingThanAllowed() {
    AckWindow window = window(600, 1);

    List<AckWindow.Sending> sent = sendAll(window);
    assertThat(sent).hasSize(AckWindow.MAXIMUM_MESSAGES);
    sent.getFirst().acknowledged(101, false);
    assertThat(sendAll(window)).hasSize(1);
  }

  @Test
  void noMoreBytesAreOutstandingThanAllowedButOneMessageAlwaysIs() {
    assertThat(sendAll(window(40, 1 << 20))).hasSize(16);
    assertThat(sendAll(window(2, (int) AckWindow.MAXIMUM_BYTES + 1))).hasSize(1);
  }

  @Test
  void sendingAgainKeepsTheOrderAndLeavesOutWhatIsAcknowledged() {
    AckWindow window = window(4, 1);
    List<AckWindow.Sending> sent = sendAll(window);
    sent.get(0).acknowledged(101, false);
    sent.get(2).acknowledged(103, false);

    window.sendAgain();

    assertThat(sendAll(window))
        .extracting(sending -> sending.row().position())
        .containsExactly(row(1), row(3));
  }

  @Test
  void aFailureStopsSendingAndOneOfAnEarlierRoundIsForgotten() {
    AckWindow window = window(3, 1);
    AckWindow.Sending first = window.next().orElseThrow();
    first.failed(new IOException("gone"));

    assertThat(window.status().failure().orElseThrow()).hasMessage("gone");
    assertThat(window.next()).isEmpty();

    window.sendAgain();
    var _ = window.next().orElseThrow();
    first.failed(new IOException("late"));
    assertThat(window.status().failure()).isEmpty();
    assertThat(window.status().outstanding()).isEqualTo(1);
  }

  @Test
  void anAcknowledgementOfAnEarlierRoundCountsOnce() {
    AckWindow window = window(1, 1);
    AckWindow.Sending earlier = sendAll(window).getFirst();
    window.sendAgain();
    AckWindow.Sending later = sendAll(window).getFirst();

    assertThat(earlier.acknowledged(101, false)).isTrue();
    assertThat(later.acknowledged(101, false)).isFalse();
    assertThat(window.status().outstanding()).isZero();
    assertThat(window.status().isComplete()).isTrue();
  }

  @Test
  void afterSendingAgainOnlyTheWholePageTellsASafePlaceInTheStream() {
    AckWindow window = window(3, 1);
    sendAll(window);
    window.sendAgain();
    List<AckWindow.Sending> sent = sendAll(window);
    sent.get(2).acknowledged(101, false);
    sent.get(0).acknowledged(102, false);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(1, BEFORE_PAGE));

    sent.get(1).acknowledged(103, false);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(3, 103));
  }

  @Test
  void aLaterRowThatLandedEarlierLeavesOnlyThePlaceBeforeThePage() {
    AckWindow window = window(5, 1);
    assertThat(markStored(window, Map.of(row(0), 150L, row(1), 151L, row(2), 152L, row(4), 149L)))
        .isEqualTo(4);
    List<AckWindow.Sending> sent = sendAll(window);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(3, BEFORE_PAGE));

    assertThat(sent).hasSize(1);
    sent.getFirst().acknowledged(153, false);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(5, 153));
  }

  @Test
  void aRowAfterThePageThatLandedEarlierDoesSoToo() {
    AckWindow window = window(1, 1);
    markStored(window, Map.of(row(0), 150L));

    assertThat(window.acknowledgedPrefix(BEFORE_PAGE, 149))
        .isEqualTo(new AckWindow.Prefix(1, BEFORE_PAGE));
    assertThat(window.acknowledgedPrefix(BEFORE_PAGE, 151)).isEqualTo(new AckWindow.Prefix(1, 150));
  }

  private static int markStored(AckWindow window, Map<Position, Long> stored) {
    window.markStored(new StoredRows(stored, (_, _) -> false)::take);
    AckWindow.Tally tally = window.takeTally();
    assertThat(tally.duplicates()).isEqualTo(tally.rows());
    return tally.rows();
  }

  @Test
  void rowsAndPlaceAreOfTheSameInstant() throws Exception {
    int rows = 200_000;
    AckWindow window = window(rows, 1);
    Thread driver =
        Thread.ofPlatform()
            .start(
                () -> {
                  AtomicLong sequence = new AtomicLong(BEFORE_PAGE);
                  window.markStored(_ -> OptionalLong.of(sequence.incrementAndGet()));
                });
    while (driver.isAlive()) {
      AckWindow.Prefix prefix = acknowledged(window);
      assertThat(prefix.safeSequence()).isEqualTo(BEFORE_PAGE + prefix.rows());
    }
    driver.join();
    assertThat(window.status().acknowledged()).isEqualTo(rows);
  }

  @Test
  void acknowledgementsAreTalliedOnceHoweverOftenTheyCome() {
    AckWindow window = window(3, 1);
    List<AckWindow.Sending> sent = List.of(next(window), next(window), next(window));
    sent.get(0).acknowledged(101, false);
    sent.get(1).acknowledged(102, true);
    sent.get(1).acknowledged(102, true);
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(2, 1));

    sent.get(2).acknowledged(103, false);
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(1, 0));
    assertThat(window.takeTally()).isEqualTo(new AckWindow.Tally(0, 0));
  }

  private static AckWindow.Sending next(AckWindow window) {
    return window.next().orElseThrow();
  }
}
