package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.source.horizon.Writers.Sighting;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells from one sighting after the other since when the oldest writer has been at it. What a row
 * is dated by is the clock of its statement, which may have begun long before the database says
 * that the transaction did; so a transaction counts from the last sighting that did not show it, or
 * from the statement that its session was seen in then.
 *
 * <p>Threading: for one thread at a time.
 */
final class OldestWriter {
  /**
   * How long the first statement of a transaction may have taken before it touched a table, if
   * nobody was looking.
   */
  private static final Duration UNSEEN = Duration.ofMinutes(1);

  private Map<String, LocalDateTime> starts = Map.of();
  private @Nullable Sighting last;

  /**
   * What follows from a sighting.
   *
   * @param until all that was written by statements that began before is visible, in UTC
   * @param holder who keeps it from being later; empty if nobody does
   */
  record Settled(LocalDateTime now, LocalDateTime until, Optional<String> holder) {}

  Settled settle(Sighting sighting) {
    LocalDateTime until = sighting.now();
    Optional<String> holder = Optional.empty();
    for (Sighting.Statement statement : sighting.statements()) {
      if (statement.writes() && statement.began().isBefore(until)) {
        until = statement.began();
        holder = Optional.of("a statement of session " + statement.session());
      }
    }
    Map<String, LocalDateTime> present = new HashMap<>();
    for (Sighting.Transaction transaction : sighting.transactions()) {
      LocalDateTime known = starts.get(transaction.id());
      LocalDateTime start = known == null ? first(transaction) : known;
      present.put(transaction.id(), start);
      if (start.isBefore(until)) {
        until = start;
        holder =
            Optional.of(
                "transaction %s of session %s".formatted(transaction.id(), transaction.session()));
      }
    }
    starts = present;
    last = sighting;
    return new Settled(sighting.now(), until, holder);
  }

  private LocalDateTime first(Sighting.Transaction transaction) {
    LocalDateTime reported = transaction.began().minus(UNSEEN);
    Sighting before = last;
    if (before == null) {
      return reported;
    }
    LocalDateTime unseen =
        before.statements().stream()
            .filter(statement -> statement.session().equals(transaction.session()))
            .map(Sighting.Statement::began)
            .findAny()
            .orElse(before.now());
    return unseen.isAfter(reported) ? unseen : reported;
  }
}
