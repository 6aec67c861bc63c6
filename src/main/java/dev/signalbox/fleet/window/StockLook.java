package dev.signalbox.fleet.window;

import dev.signalbox.base.Scheduler;
import dev.signalbox.fleet.FleetLink;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the fleet has all that it keeps, and again until it has: somebody may be about to
 * make it.
 *
 * <p>Threading: confined to the executor.
 */
final class StockLook {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final Duration AGAIN = Duration.ofSeconds(30);

  private final EngineBook book;
  private final Supplier<Optional<FleetLink.Term>> present;
  private final Executor executor;
  private final Scheduler scheduler;

  /**
   * Of whatever term is the present one.
   *
   * @param present empty once nobody wants to know any more
   */
  StockLook(
      EngineBook book,
      Supplier<Optional<FleetLink.Term>> present,
      Executor executor,
      Scheduler scheduler) {
    this.book = book;
    this.present = present;
    this.executor = executor;
    this.scheduler = scheduler;
  }

  /** Begins to look, as long as this is the present term. */
  void begin(FleetLink.Term term) {
    if (isPresent(term)) {
      term.look(lacking -> executor.execute(() -> found(term, lacking)));
    }
  }

  private boolean isPresent(FleetLink.Term term) {
    return present.get().filter(term::equals).isPresent();
  }

  private void found(FleetLink.Term term, List<String> lacking) {
    if (!isPresent(term)) {
      return;
    }
    if (book.lacking(lacking) && !lacking.isEmpty()) {
      LOG.warn(
          "The fleet lacks what it needs: {}. Look at it with: signalbox fleet setup",
          String.join("; ", lacking));
    }
    if (!lacking.isEmpty()) {
      scheduler.schedule(AGAIN, () -> executor.execute(() -> begin(term)));
    }
  }
}
