package dev.signalbox.ui.incidents;

import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.ui.past.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time in which one object did not do what it is for. An immutable value.
 *
 * @param to when that was over; empty while it is not
 * @param cause the last that was told
 * @param times how often it began: what comes back for a moment only has not been over
 */
record Outage(
    Subject subject, Instant from, Optional<Instant> to, Optional<String> cause, int times) {
  /** Whoever falls again so soon has not stood up. */
  private static final Duration FLAPPING = Duration.ofMinutes(2);

  /** The outages of one object, from its own transitions, oldest first. */
  static List<Outage> of(List<Transition> transitions) {
    List<Outage> outages = new ArrayList<>();
    for (Transition transition : transitions) {
      Signal signal = Signal.of(transition.to());
      boolean open = !outages.isEmpty() && outages.getLast().to().isEmpty();
      if (signal.isTrouble()) {
        Outage last =
            open || isFlapping(outages, transition.at())
                ? outages.removeLast()
                : new Outage(
                    transition.subject(), transition.at(), Optional.empty(), Optional.empty(), 0);
        outages.add(last.goingOn(transition, open));
      } else if (open && signal.isCalm()) {
        outages.add(outages.removeLast().ended(transition.at()));
      }
    }
    return outages;
  }

  private static boolean isFlapping(List<Outage> outages, Instant at) {
    return !outages.isEmpty()
        && outages
            .getLast()
            .to()
            .filter(end -> Duration.between(end, at).compareTo(FLAPPING) < 0)
            .isPresent();
  }

  private Outage goingOn(Transition transition, boolean open) {
    return new Outage(
        subject,
        from,
        Optional.empty(),
        transition.cause().or(() -> cause),
        open ? times : times + 1);
  }

  private Outage ended(Instant at) {
    return new Outage(subject, from, Optional.of(at), cause, times);
  }

  boolean meets(Outage other) {
    return !other.from.isAfter(to.orElse(Instant.MAX))
        && !from.isAfter(other.to.orElse(Instant.MAX));
  }
}
