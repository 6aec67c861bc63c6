package dev.signalbox.ui.plan;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.Console;
import dev.signalbox.console.RelayTools;
import dev.signalbox.ui.plan.PlanBasis.Counted;
import dev.signalbox.ui.toolkit.FxThread;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has the rows counted that wait for each relay, while the plan is looked at: one relay after the
 * other and each seldom, for it costs its source a query.
 */
final class Counting {
  static final Duration PAUSE = Duration.ofSeconds(60);

  private final Console console;
  private final Runnable changed;
  private final Map<String, Counted> counted = new HashMap<>();
  private final Map<String, Instant> asked = new HashMap<>();
  private boolean underWay;

  /**
   * Has asked nothing yet.
   *
   * @param changed called when there is an answer
   */
  Counting(Console console, Runnable changed) {
    this.console = console;
    this.changed = changed;
  }

  /** Asks for one of these if it is time to, the one that was asked for longest ago. */
  void tick(List<String> relays, Instant now) {
    counted.keySet().retainAll(relays);
    asked.keySet().retainAll(relays);
    // A clock that was set back must not keep anything from being counted.
    asked.values().removeIf(now::isBefore);
    if (!underWay) {
      relays.stream()
          .filter(relay -> !now.isBefore(due(relay)))
          .min(Comparator.comparing(this::due))
          .ifPresent(relay -> ask(relay, now));
    }
  }

  private Instant due(String relay) {
    Instant last = asked.get(relay);
    return last == null ? Instant.MIN : last.plus(PAUSE);
  }

  private void ask(String relay, Instant now) {
    asked.put(relay, now);
    Optional<RelayTools> tools = console.tools(relay);
    if (tools.isPresent()) {
      underWay = true;
      var _ =
          tools
              .get()
              .backlog()
              .whenComplete((answer, lost) -> FxThread.run(() -> heard(relay, now, answer, lost)));
    }
  }

  private void heard(
      String relay, Instant at, @Nullable Answer<Backlog> answer, @Nullable Throwable lost) {
    underWay = false;
    counted.put(
        relay,
        new Counted(answer == null ? new Answer.Refused<>(String.valueOf(lost)) : answer, at));
    changed.run();
  }

  /** What is known of them, by the relays' names. */
  Map<String, Counted> known() {
    return counted;
  }
}
