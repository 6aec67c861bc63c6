package dev.signalbox.ui.plan;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.Console;
import dev.signalbox.console.PositionPlan.Count;
import dev.signalbox.journal.Subject;
import dev.signalbox.ui.plan.PlanBasis.Counted;
import dev.signalbox.ui.relays.Waiting;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How many rows wait for relays that are held up: counted only while somebody asks for them, once a
 * minute, and of those alone whose source and checkpoint are there. FX thread.
 */
public final class HeldRows {
  private final Supplier<PlanBasis> basis;
  private final Texts texts;
  private final Counting counting;

  /** Has counted nothing yet; whoever asks again later hears more. */
  public HeldRows(Console console, Supplier<PlanBasis> basis, Texts texts) {
    this.basis = basis;
    this.texts = texts;
    this.counting = new Counting(console, () -> {});
  }

  /** All that wait for these, in words, as far as they were counted. */
  public Optional<String> of(List<Subject> relays) {
    PlanBasis now = basis.get();
    List<String> names =
        now.countable().stream().filter(name -> relays.contains(Subject.relay(name))).toList();
    counting.tick(names, now.now());
    List<Counted> known =
        counting.known().values().stream()
            .filter(counted -> counted.answer() instanceof Answer.Given<Backlog>)
            .toList();
    return known.stream()
        .map(Counted::at)
        .min(Comparator.naturalOrder())
        .map(at -> rows(known, at));
  }

  private String rows(List<Counted> known, Instant at) {
    List<Count> counts = known.stream().map(HeldRows::count).toList();
    Count all =
        new Count(
            counts.stream().mapToInt(Count::rows).sum(), counts.stream().anyMatch(Count::orMore));
    return Waiting.of(
            new Answer.Given<>(new Backlog(all, Optional.empty())), at, 0, basis.get().now(), texts)
        .rows();
  }

  private static Count count(Counted counted) {
    return counted.answer() instanceof Answer.Given<Backlog>(Backlog found)
        ? found.rows()
        : new Count(0, false);
  }
}
