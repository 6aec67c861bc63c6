package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final Journal journal = new Journal(3);

  @Test
  void keepsTheNewestEntriesAndTheirNumbers() {
    append(5);

    assertThat(journal.from(0, 10)).extracting(LogEntry::sequence).containsExactly(2L, 3L, 4L);
    assertThat(journal.nextSequence()).isEqualTo(5);
  }

  @Test
  void handsOutNoMoreThanAskedFor() {
    append(3);

    assertThat(journal.from(1, 1)).extracting(LogEntry::message).containsExactly("line 1");
    assertThat(journal.from(3, 10)).isEmpty();
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      journal.append(NOW, Severity.INFO, "test", "line " + i, Optional.empty());
    }
  }
}
