package dev.signalbox.ui.log.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EntryStoreTest {
  private final EntryStore store = new EntryStore();

  @Test
  void aViewStaysAsItWasWhateverComesAndGoes() {
    store.append(entries(0, 3_000));
    Entries view = store.snapshot();
    store.append(entries(3_000, 9_000));
    store.dropBefore(8_500);

    assertThat(view.size()).isEqualTo(3_000);
    assertThat(view.get(0).sequence()).isZero();
    assertThat(view.get(2_999).sequence()).isEqualTo(2_999);
    assertThat(store.snapshot().size()).isEqualTo(500);
    assertThat(store.snapshot().get(0).sequence()).isEqualTo(8_500);
    assertThat(store.snapshot().get(499).sequence()).isEqualTo(8_999);
  }

  @Test
  void anEntryIsFoundByItsNumberAlthoughSomeAreMissing() {
    store.append(entries(10, 20));
    store.append(entries(2_000, 2_100));

    assertThat(store.entries().indexAt(0)).isZero();
    assertThat(store.entries().indexAt(15)).isEqualTo(5);
    assertThat(store.entries().indexAt(1_000)).isEqualTo(10);
    assertThat(store.entries().indexAt(5_000)).isEqualTo(110);
  }

  private static List<LogEntry> entries(long from, long to) {
    return LongStream.range(from, to)
        .mapToObj(i -> new LogEntry(i, Said.BEGIN, Severity.INFO, Said.NATS, "", Optional.empty()))
        .toList();
  }
}
