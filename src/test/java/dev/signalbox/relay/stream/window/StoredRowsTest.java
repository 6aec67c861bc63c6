package dev.signalbox.relay.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class StoredRowsTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 10, 0);
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::timestamp).thenComparing(row -> Integer.valueOf(row.id()));

  private static Position row(int seconds, String id) {
    return Position.of(TIME.plusSeconds(seconds), id);
  }

  private static StoredRows stored(Map<Position, Long> sequences) {
    BiPredicate<Position, Position> isNotAfter = (row, other) -> ORDER.compare(row, other) <= 0;
    return new StoredRows(sequences, isNotAfter, isNotAfter);
  }

  @Test
  void aRowIsFoundOnce() {
    StoredRows stored = stored(Map.of(row(0, "1"), 7L));

    assertThat(stored.take(row(0, "2"))).isEmpty();
    assertThat(stored.take(row(0, "1"))).hasValue(7);
    assertThat(stored.take(row(0, "1"))).isEmpty();
  }

  @Test
  void aRowIsOvertakenUntilThoseThatAreThereAreBehindIt() {
    StoredRows stored = stored(Map.of(row(0, "9"), 5L, row(0, "12"), 7L, row(0, "10"), 6L));

    assertThat(stored.isOvertaken(row(0, "8"))).isTrue();
    assertThat(stored.take(row(0, "12"))).hasValue(7);
    assertThat(stored.isOvertaken(row(0, "11"))).isTrue();
    assertThat(stored.isOvertaken(row(1, "3"))).isFalse();
    stored.add(Map.of(row(5, "4"), 8L));
    assertThat(stored.isOvertaken(row(4, "5"))).isTrue();
  }

  @Test
  void theFirstMessageOfARowThatMayStillComeCounts() {
    StoredRows stored =
        stored(Map.of(row(0, "9"), 5L, row(0, "10"), 6L, row(1, "8"), 4L, row(2, "1"), 3L));

    assertThat(stored.earliestAfter(Optional.empty())).isEqualTo(3);
    assertThat(stored.take(row(2, "1"))).isPresent();
    assertThat(stored.earliestAfter(Optional.empty())).isEqualTo(4);
    assertThat(stored.take(row(1, "8"))).isPresent();
    assertThat(stored.earliestAfter(Optional.of(row(0, "9")))).isEqualTo(6);
    assertThat(stored.earliestAfter(Optional.of(row(0, "10")))).isEqualTo(StoredRows.NOWHERE);
  }

  @Test
  void whatIsCountedOrDeletedHoldsNothingBack() {
    StoredRows stored = stored(Map.of(row(0, "1"), 3L, row(5, "2"), 4L));

    assertThat(stored.earliestAfter(Optional.of(row(6, "1")))).isEqualTo(StoredRows.NOWHERE);
  }
}
