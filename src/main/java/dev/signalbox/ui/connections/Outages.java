package dev.signalbox.ui.connections;

import dev.signalbox.journal.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a connection that somebody wanted did not work, as far back as the record goes.
 *
 * @param since from when on it is known
 * @param total how long it was down in all of them
 */
record Outages(Optional<Instant> since, int count, Duration total, Optional<Outage> last) {

  /**
   * One of them.
   *
   * @param ended empty while it lasts
   * @param cause as it was said last
   */
  record Outage(Instant began, Optional<Instant> ended, String cause) {
    Duration lasted(Instant now) {
      return Duration.between(began, ended.orElse(now));
    }

    Outage end(Instant at) {
      return new Outage(began, Optional.of(at), cause);
    }
  }

  /** Those in a record, oldest first. */
  static Outages of(List<Transition> record, Instant now) {
    Outages found = new Outages(Optional.empty(), 0, Duration.ZERO, Optional.empty());
    Optional<Instant> before = Optional.empty();
    for (Transition change : record) {
      found = found.after(change, before);
      before = Optional.of(change.at());
    }
    Duration open = found.open().map(outage -> outage.lasted(now)).orElse(Duration.ZERO);
    return new Outages(
        record.stream().findFirst().map(Transition::at),
        found.count,
        found.total.plus(open),
        found.last);
  }

  private Outages after(Transition change, Optional<Instant> before) {
    // A new run of the program: nobody knows how it went on between the two.
    Outages known = change.from().isEmpty() && before.isPresent() ? end(before.get()) : this;
    return switch (change.to()) {
      case "Stale", "Waiting", "Failed" -> known.down(change);
      case "Connected", "Off" -> known.end(change.at());
      default -> known;
    };
  }

  private Optional<Outage> open() {
    return last.filter(outage -> outage.ended().isEmpty());
  }

  private Outages down(Transition change) {
    String cause = change.cause().orElse(open().map(Outage::cause).orElse(""));
    Optional<Outage> open = open();
    return new Outages(
        since,
        open.isPresent() ? count : count + 1,
        total,
        Optional.of(
            new Outage(open.map(Outage::began).orElse(change.at()), Optional.empty(), cause)));
  }

  private Outages end(Instant at) {
    return open()
        .map(
            outage ->
                new Outages(
                    since, count, total.plus(outage.lasted(at)), Optional.of(outage.end(at))))
        .orElse(this);
  }
}
