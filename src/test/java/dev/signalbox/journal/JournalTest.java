package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final Journal journal = new Journal(3, 1_000_000);

  @Test
  void keepsTheNewestEntriesAndTheirNumbers() {
    append(5);

    assertThat(journal.page(0, 10)).isEqualTo(new LogPage(2, 5, 3, entries(2, 3, 4)));
  }

  @Test
  void handsOutNoMoreThanAskedFor() {
    append(3);

    assertThat(journal.page(1, 1)).isEqualTo(new LogPage(0, 3, 3, entries(1)));
    assertThat(journal.page(1, 0)).isEqualTo(new LogPage(0, 3, 3, List.of()));
    assertThat(journal.page(3, 10)).isEqualTo(new LogPage(0, 3, 3, List.of()));
  }

  @Test
  void pagesFollowEachOtherWithoutAGap() {
    append(3);

    LogPage page = journal.page(0, 2);
    assertThat(page.entries()).isEqualTo(entries(0, 1));
    assertThat(journal.page(page.entries().getLast().sequence() + 1, 2).entries())
        .isEqualTo(entries(2));
  }

  @Test
  void theTailIsTheNewest() {
    append(5);

    assertThat(journal.tail(2)).isEqualTo(new LogPage(2, 5, 3, entries(3, 4)));
    assertThat(journal.tail(10).entries()).isEqualTo(entries(2, 3, 4));
    assertThat(journal.tail(0)).isEqualTo(new LogPage(2, 5, 3, List.of()));
  }

  @Test
  void itIsBoundedInBytesToo() {
    Journal small = new Journal(1_000, 100_000);
    for (int i = 0; i < 100; i++) {
      small.append(NOW, Severity.INFO, Subject.PROGRAM, "x".repeat(10_000), Optional.empty());
    }

    assertThat(small.page(0, 1_000).entries())
        .extracting(LogEntry::sequence)
        .containsExactly(96L, 97L, 98L, 99L);
    assertThat(small.page(0, 0).first()).isEqualTo(96);
  }

  @Test
  void theNewestEntryIsKeptHoweverLongItIs() {
    Journal tiny = new Journal(10, 1);
    tiny.append(NOW, Severity.INFO, Subject.PROGRAM, "first", Optional.empty());
    tiny.append(NOW, Severity.INFO, Subject.PROGRAM, "second", Optional.empty());

    assertThat(tiny.tail(10).entries()).extracting(LogEntry::message).containsExactly("second");
  }

  @Test
  void anEmptyOneHasPages() {
    assertThat(journal.page(0, 10)).isEqualTo(new LogPage(0, 0, 3, List.of()));
    assertThat(journal.tail(10)).isEqualTo(new LogPage(0, 0, 3, List.of()));
  }

  @Test
  void whateverIsAskedForThereIsAnAnswer() {
    append(4);

    assertThat(journal.page(Long.MIN_VALUE, Integer.MAX_VALUE).entries())
        .isEqualTo(entries(1, 2, 3));
    assertThat(journal.page(Long.MAX_VALUE, Integer.MAX_VALUE).entries()).isEmpty();
    assertThat(journal.page(0, -1).entries()).isEmpty();
    assertThat(journal.tail(-1).entries()).isEmpty();
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      journal.append(NOW, Severity.INFO, Subject.PROGRAM, "line " + i, Optional.empty());
    }
  }

  private static List<LogEntry> entries(long... numbers) {
    return Arrays.stream(numbers)
        .mapToObj(
            i ->
                new LogEntry(i, NOW, Severity.INFO, Subject.PROGRAM, "line " + i, Optional.empty()))
        .toList();
  }
}
