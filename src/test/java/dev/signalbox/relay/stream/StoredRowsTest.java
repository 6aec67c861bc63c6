package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceTable;
import dev.signalbox.relay.state.Position;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredRowsTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 10, 0);
  private static final SourceTable NUMBERED = table(SourceTable.IdType.NUMBER);
  private static final SourceTable NAMED = table(SourceTable.IdType.TEXT);

  private static SourceTable table(SourceTable.IdType type) {
    return new SourceTable(1, 2, type, false);
  }

  private static Position row(int seconds, String id) {
    return Position.of(TIME.plusSeconds(seconds), id);
  }

  @Test
  void aRowIsFoundOnce() {
    StoredRows stored = new StoredRows(Map.of(row(0, "1"), 7L), NUMBERED::isNotAfter);

    assertThat(stored.take(row(0, "2"))).isEmpty();
    assertThat(stored.take(row(0, "1"))).hasValue(7);
    assertThat(stored.take(row(0, "1"))).isEmpty();
  }

  @Test
  void theFirstMessageOfARowThatMayStillComeCounts() {
    StoredRows stored =
        new StoredRows(
            Map.of(row(0, "9"), 5L, row(0, "10"), 6L, row(1, "8"), 4L, row(2, "1"), 3L),
            NUMBERED::isNotAfter);

    assertThat(stored.earliestAfter(Optional.empty())).isEqualTo(3);
    assertThat(stored.take(row(2, "1"))).isPresent();
    assertThat(stored.earliestAfter(Optional.empty())).isEqualTo(4);
    assertThat(stored.take(row(1, "8"))).isPresent();
    assertThat(stored.earliestAfter(Optional.of(row(0, "9")))).isEqualTo(6);
    assertThat(stored.earliestAfter(Optional.of(row(0, "10")))).isEqualTo(StoredRows.NOWHERE);
  }

  @Test
  void whatIsCountedOrDeletedHoldsNothingBack() {
    StoredRows stored =
        new StoredRows(Map.of(row(0, "1"), 3L, row(5, "2"), 4L), NUMBERED::isNotAfter);

    assertThat(stored.earliestAfter(Optional.of(row(6, "1")))).isEqualTo(StoredRows.NOWHERE);
  }

  @Test
  void textsOfOneTimestampAreOrderedByTheDatabaseAlone() {
    assertThat(NAMED.isNotAfter(row(0, "b"), row(1, "a"))).isTrue();
    assertThat(NAMED.isNotAfter(row(1, "a"), row(0, "b"))).isFalse();
    assertThat(NAMED.isNotAfter(row(0, "a"), row(0, "b"))).isFalse();
    assertThat(NAMED.isNotAfter(row(0, "a"), row(0, "a"))).isTrue();
  }

  @Test
  void aMessageIdTellsItsRow() {
    CheckpointRecord checkpoint = new CheckpointRecord("source", 1, Optional.empty(), 0, 0);
    Position row = row(0, "a:b");

    assertThat(checkpoint.row(checkpoint.messageId(row))).contains(row);
    assertThat(checkpoint.row("source2:" + row.timestamp() + ":1")).isEmpty();
    assertThat(checkpoint.row("source:")).isEmpty();
  }
}
