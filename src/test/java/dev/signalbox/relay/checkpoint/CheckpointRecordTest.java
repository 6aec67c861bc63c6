package dev.signalbox.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointRecordTest {
  @Test
  void aMessageIdTellsItsRow() {
    CheckpointRecord checkpoint =
        new CheckpointRecord(
            "source", 1, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), false);
    Position row = Position.of(LocalDateTime.of(2026, 1, 1, 10, 0), "a:b");

    assertThat(checkpoint.row(checkpoint.messageId(row))).contains(row);
    assertThat(checkpoint.row("source2:" + row.timestamp() + ":1")).isEmpty();
    assertThat(checkpoint.row("source:")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-ä-漢", "a\nb", "a  ", " a", "50%", "%41", "%", "a\u0000b", "😀"})
  void anyIdGoesThroughAHeaderAndComesBack(String id) {
    CheckpointRecord checkpoint =
        new CheckpointRecord(
            "source", 1, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), false);
    Position row = Position.of(LocalDateTime.of(2026, 1, 1, 10, 0), id);

    assertThat(checkpoint.messageId(row)).matches("[!-~]+");
    assertThat(checkpoint.row(checkpoint.messageId(row))).contains(row);
  }

  /** As an Oracle has them, whose years go back to -4712. */
  @Test
  void aRowFromBeforeTheCommonEraIsKnownAgain() {
    CheckpointRecord checkpoint =
        new CheckpointRecord(
            "source", 1, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), false);
    Position row = Position.of(LocalDateTime.of(-4712, 1, 1, 10, 0), "a:b");

    assertThat(checkpoint.row(checkpoint.messageId(row))).contains(row);
  }

  @Test
  void idsThatDifferStayDifferent() {
    assertThat(Position.of(LocalDateTime.MIN, "%20").encodedId())
        .isNotEqualTo(Position.of(LocalDateTime.MIN, " ").encodedId());
  }
}
