package dev.signalbox.relay.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointRecordTest {
  @Test
  void aMessageIdTellsItsRow() {
    CheckpointRecord checkpoint = new CheckpointRecord("source", 1, Optional.empty(), 0, 0);
    Position row = Position.of(LocalDateTime.of(2026, 1, 1, 10, 0), "a:b");

    assertThat(checkpoint.row(checkpoint.messageId(row))).contains(row);
    assertThat(checkpoint.row("source2:" + row.timestamp() + ":1")).isEmpty();
    assertThat(checkpoint.row("source:")).isEmpty();
  }
}
