package dev.signalbox.relay.stream.window;

import static dev.signalbox.relay.stream.window.WindowTrial.BEFORE;
import static dev.signalbox.relay.stream.window.WindowTrial.acknowledge;
import static dev.signalbox.relay.stream.window.WindowTrial.advance;
import static dev.signalbox.relay.stream.window.WindowTrial.index;
import static dev.signalbox.relay.stream.window.WindowTrial.page;
import static dev.signalbox.relay.stream.window.WindowTrial.row;
import static dev.signalbox.relay.stream.window.WindowTrial.sendAll;
import static dev.signalbox.relay.stream.window.WindowTrial.window;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How far the checkpoint may follow the rows that are acknowledged. */
class CoveredRowsTest {
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

    second.forEach(sending -> acknowledge(window, sending, 101 + index(sending)));
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
          acknowledge(window, sending, BEFORE + 1 + index(sending));
        }
        answered += some.size();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
            new StoredRows(Map.of(row(2), 103L), (_, _) -> false, (_, _) -> false),
            () -> 0);
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
    sendAll(window).forEach(sending -> acknowledge(window, sending, 101 + index(sending)));

    assertThat(window.covered().orElseThrow().keys()).isEmpty();
  }
}
