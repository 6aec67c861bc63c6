package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import java.io.IOException;
import java.util.Collections;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AckWindowTest {
  private static final long BEFORE_PAGE = 100;

  private static AckWindow window(int rows, int bytes) {
    SourceRow row = new SourceRow(new Position("t", "1"), new byte[bytes]);
    return new AckWindow(Collections.nCopies(rows, row));
  }

  private static int sendAll(AckWindow window) {
    int sent = 0;
    while (window.takeNext().isPresent()) {
      sent++;
    }
    return sent;
  }

  private static AckWindow.Prefix acknowledged(AckWindow window) {
    return window.acknowledgedPrefix(BEFORE_PAGE, StoredRows.NOWHERE);
  }

  @Test
  void onlyThePrefixWithoutAGapCounts() {
    AckWindow window = window(4, 1);
    sendAll(window);

    window.acknowledged(0, 101);
    window.acknowledged(2, 103);
    assertThat(window.prefix()).isEqualTo(1);

    window.acknowledged(1, 102);
    assertThat(window.prefix()).isEqualTo(3);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(3, 103));
  }

  @Test
  void noMoreMessagesAreOutstandingThanAllowed() {
    AckWindow window = window(600, 1);

    assertThat(sendAll(window)).isEqualTo(AckWindow.MAXIMUM_MESSAGES);
    window.acknowledged(0, 101);
    assertThat(sendAll(window)).isEqualTo(1);
  }

  @Test
  void noMoreBytesAreOutstandingThanAllowedButOneMessageAlwaysIs() {
    assertThat(sendAll(window(40, 1 << 20))).isEqualTo(16);
    assertThat(sendAll(window(2, (int) AckWindow.MAXIMUM_BYTES + 1))).isEqualTo(1);
  }

  @Test
  void sendingAgainKeepsTheOrderAndLeavesOutWhatIsAcknowledged() {
    AckWindow window = window(4, 1);
    sendAll(window);
    window.acknowledged(0, 101);
    window.acknowledged(2, 103);

    window.sendAgain();

    assertThat(window.takeNext()).isEqualTo(OptionalInt.of(1));
    assertThat(window.takeNext()).isEqualTo(OptionalInt.of(3));
    assertThat(window.takeNext()).isEmpty();
  }

  @Test
  void aFailureStopsSendingAndOneOfAnEarlierRoundIsForgotten() {
    AckWindow window = window(3, 1);
    int round = window.round();
    window.takeNext();
    window.failed(0, round, new IOException("gone"));

    assertThat(window.failure()).hasMessage("gone");
    assertThat(window.takeNext()).isEmpty();

    window.sendAgain();
    window.takeNext();
    window.failed(0, round, new IOException("late"));
    assertThat(window.failure()).isNull();
    assertThat(window.outstanding()).isEqualTo(1);
  }

  @Test
  void anAcknowledgementOfAnEarlierRoundCountsOnce() {
    AckWindow window = window(1, 1);
    sendAll(window);
    window.sendAgain();
    sendAll(window);

    assertThat(window.acknowledged(0, 101)).isTrue();
    assertThat(window.acknowledged(0, 101)).isFalse();
    assertThat(window.outstanding()).isZero();
    assertThat(window.isComplete()).isTrue();
  }

  @Test
  void afterSendingAgainOnlyTheWholePageTellsASafePlaceInTheStream() {
    AckWindow window = window(3, 1);
    sendAll(window);
    window.sendAgain();
    sendAll(window);
    window.acknowledged(2, 101);
    window.acknowledged(0, 102);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(1, BEFORE_PAGE));

    window.acknowledged(1, 103);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(3, 103));
  }

  @Test
  void aLaterRowThatLandedEarlierLeavesOnlyThePlaceBeforeThePage() {
    AckWindow window = window(5, 1);
    window.acknowledged(0, 150);
    window.acknowledged(1, 151);
    window.acknowledged(2, 152);
    window.acknowledged(4, 149);
    sendAll(window);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(3, BEFORE_PAGE));

    window.acknowledged(3, 153);
    assertThat(acknowledged(window)).isEqualTo(new AckWindow.Prefix(5, 153));
  }

  @Test
  void aRowAfterThePageThatLandedEarlierDoesSoToo() {
    AckWindow window = window(1, 1);
    window.acknowledged(0, 150);

    assertThat(window.acknowledgedPrefix(BEFORE_PAGE, 149))
        .isEqualTo(new AckWindow.Prefix(1, BEFORE_PAGE));
    assertThat(window.acknowledgedPrefix(BEFORE_PAGE, 151)).isEqualTo(new AckWindow.Prefix(1, 150));
  }

  @Test
  void rowsAndPlaceAreOfTheSameInstant() throws Exception {
    int rows = 200_000;
    AckWindow window = window(rows, 1);
    Thread driver =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < rows; i++) {
                    window.acknowledged(i, BEFORE_PAGE + 1 + i);
                  }
                });
    while (driver.isAlive()) {
      AckWindow.Prefix prefix = acknowledged(window);
      assertThat(prefix.safeSequence()).isEqualTo(BEFORE_PAGE + prefix.rows());
    }
    driver.join();
  }
}
