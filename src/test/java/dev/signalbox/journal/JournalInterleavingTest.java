package dev.signalbox.journal;

import dev.signalbox.testing.Interleavings;
import java.time.Instant;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** However threads take turns, the ring looks as if its operations had come one after the other. */
@Param(name = "number", gen = IntGen.class, conf = "0:4")
public class JournalInterleavingTest {
  private static final int CAPACITY = 2;
  private static final int SCENARIOS = 15;
  private static final int SCHEDULES = 200;

  private final Journal journal = new Journal(CAPACITY, 1_000_000);

  @Operation
  public void append(@Param(name = "number") int message) {
    journal.append(Instant.EPOCH, Severity.INFO, Subject.PROGRAM, "" + message, Optional.empty());
  }

  @Operation
  public LogPage page(@Param(name = "number") int from) {
    return journal.page(from, CAPACITY);
  }

  @Operation
  public LogPage tail(@Param(name = "number") int limit) {
    return journal.tail(limit);
  }

  @Test
  void isLinearizable() {
    new ModelCheckingOptions()
        .threads(2)
        .actorsPerThread(3)
        .iterations(Interleavings.scenarios(SCENARIOS))
        .invocationsPerIteration(SCHEDULES)
        .check(JournalInterleavingTest.class);
  }
}
