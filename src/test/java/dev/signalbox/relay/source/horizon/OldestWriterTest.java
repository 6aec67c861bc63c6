package dev.signalbox.relay.source.horizon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.source.horizon.Writers.Sighting;
import dev.signalbox.relay.source.horizon.Writers.Sighting.Statement;
import dev.signalbox.relay.source.horizon.Writers.Sighting.Transaction;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class OldestWriterTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 1, 12, 0);

  private final OldestWriter oldest = new OldestWriter();

  private static LocalDateTime at(int second) {
    return NOON.plusSeconds(second);
  }

  private LocalDateTime until(
      int second, List<Statement> statements, List<Transaction> transactions) {
    return oldest.settle(new Sighting(at(second), statements, transactions)).until();
  }

  @Test
  void withoutWritersAllIsSettled() {
    assertThat(until(0, List.of(), List.of())).isEqualTo(at(0));
    assertThat(until(1, List.of(new Statement("7", at(-50), false)), List.of())).isEqualTo(at(1));
  }

  @Test
  void aStatementThatWritesCountsFromItsBeginning() {
    assertThat(until(5, List.of(new Statement("7", at(2), true)), List.of())).isEqualTo(at(2));
  }

  @Test
  void aTransactionCountsFromTheLastSightingThatDidNotShowIt() {
    until(0, List.of(), List.of());
    Transaction later = new Transaction("1", "7", at(1));
    assertThat(until(2, List.of(), List.of(later))).isEqualTo(at(0));
    assertThat(until(9, List.of(), List.of(later))).isEqualTo(at(0));
    assertThat(until(10, List.of(), List.of())).isEqualTo(at(10));
  }

  /** Its clock stood still when it began, long before it touched the table. */
  @Test
  void aTransactionCountsFromTheStatementThatItsSessionWasSeenIn() {
    until(6, List.of(new Statement("7", at(1), true)), List.of());
    assertThat(until(8, List.of(), List.of(new Transaction("1", "7", at(7))))).isEqualTo(at(1));
  }

  @Test
  void transactionsOfABusySessionDoNotHoldForEver() {
    until(0, List.of(), List.of());
    until(2, List.of(), List.of(new Transaction("1", "7", at(1))));
    assertThat(until(4, List.of(), List.of(new Transaction("2", "7", at(3))))).isEqualTo(at(2));
    assertThat(until(6, List.of(), List.of(new Transaction("3", "7", at(5))))).isEqualTo(at(4));
  }

  @Test
  void whatWasOpenBeforeAnybodyLookedIsGivenAMinute() {
    assertThat(until(0, List.of(), List.of(new Transaction("1", "7", at(-5))))).isEqualTo(at(-65));
  }

  @Test
  void theOldestCountsAndIsNamed() {
    until(0, List.of(), List.of());
    OldestWriter.Settled settled =
        oldest.settle(
            new Sighting(
                at(5),
                List.of(new Statement("9", at(3), true)),
                List.of(new Transaction("421", "7", at(1)))));
    assertThat(settled.until()).isEqualTo(at(0));
    assertThat(settled.holder()).contains("transaction 421 of session 7");
  }
}
