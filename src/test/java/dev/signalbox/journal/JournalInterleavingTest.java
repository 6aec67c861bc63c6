package dev.signalbox.journal;

import dev.signalbox.testing.Interleavings;
import java.time.Instant;
import java.util.List;
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

  private final Journal journal = new Journal(CAPACITY);

  @Operation
  public void append(@Param(name = "number") int message) {
    journal.append(Instant.EPOCH, Severity.INFO, "test", "" + message, Optional.empty());
  }

  @Operation
  public List<String> from(@Param(name = "number") int sequence) {
    return journal.from(sequence, CAPACITY).stream()
        .map(entry -> entry.sequence() + " " + entry.message())
        .toList();
  }

  @Operation
  public long nextSequence() {
    return journal.nextSequence();
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
