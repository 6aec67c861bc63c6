package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class SourceTableTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 10, 0);

  private static SourceTable table(SourceTable.IdType type) {
    return new SourceTable(1, "ID", 2, "AT", type, new SourceTable.Dating(false, 6, false));
  }

  private static Position row(int seconds, String id) {
    return Position.of(TIME.plusSeconds(seconds), id);
  }

  @Test
  void numbersOfOneTimestampAreOrderedAsNumbers() {
    SourceTable numbered = table(SourceTable.IdType.NUMBER);

    assertThat(numbered.isNotAfter(row(0, "9"), row(0, "10"))).isTrue();
    assertThat(numbered.isNotAfter(row(0, "10"), row(0, "9"))).isFalse();
    assertThat(numbered.isNotAfter(row(0, "10"), row(0, "10"))).isTrue();
    assertThat(numbered.isNotAfter(row(0, "10"), row(1, "9"))).isTrue();
  }

  @Test
  void textsOfOneTimestampAreOrderedByTheDatabaseAlone() {
    SourceTable named = table(SourceTable.IdType.TEXT);

    assertThat(named.isNotAfter(row(0, "b"), row(1, "a"))).isTrue();
    assertThat(named.isNotAfter(row(1, "a"), row(0, "b"))).isFalse();
    assertThat(named.isNotAfter(row(0, "a"), row(0, "b"))).isFalse();
    assertThat(named.isNotAfter(row(0, "a"), row(0, "a"))).isTrue();
  }
}
