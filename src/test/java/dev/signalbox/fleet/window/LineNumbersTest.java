package dev.signalbox.fleet.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineNumbersTest {
  private final LineNumbers numbers = new LineNumbers();

  @Test
  void ofOneRunTheyAreTheEnginesOwn() {
    numbers.run("boot-1");
    LogPage page = new LogPage(3, 9, 100, List.of(entry(8)));

    assertThat(numbers.there(9)).isEqualTo(9);
    assertThat(numbers.here(page)).isEqualTo(page);
  }

  @Test
  void ofTheNextRunTheyComeBehindThose() {
    numbers.run("boot-1");
    var _ = numbers.here(new LogPage(0, 9, 100, List.of(entry(8))));
    numbers.run("boot-2");

    assertThat(numbers.there(9)).isZero();
    LogPage page = numbers.here(new LogPage(0, 2, 100, List.of(entry(0), entry(1))));
    assertThat(page.entries()).extracting(LogEntry::sequence).containsExactly(9L, 10L);
    assertThat(page.first()).isZero();
    assertThat(page.next()).isEqualTo(11);
    assertThat(numbers.there(11)).isEqualTo(2);
  }

  @Test
  void whatTheNextRunHasLostIsLost() {
    numbers.run("boot-1");
    var _ = numbers.here(new LogPage(0, 9, 100, List.of()));
    numbers.run("boot-2");

    assertThat(numbers.here(new LogPage(50, 60, 100, List.of())).first()).isEqualTo(59);
  }

  private static LogEntry entry(long sequence) {
    return new LogEntry(
        sequence, Instant.EPOCH, Severity.INFO, Subject.PROGRAM, "line", Optional.empty());
  }
}
