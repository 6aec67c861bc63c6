package dev.signalbox.matrix.hostile;

import dev.signalbox.connection.state.Failure;
import java.time.Duration;
import java.util.List;

/**
 * What one cell came to.
 *
 * @param noticed until all connects had failed
 * @param unproven for how long connections beside had at most not been proven alive
 * @param carriersLate how late a virtual thread was at most
 * @param lost until it was noticed that the others' servers do not answer
 * @param wrong what is not as it should be, a sentence each
 */
record HostileOutcome(
    HostileCell cell,
    Failure failure,
    Duration noticed,
    Duration unproven,
    Duration carriersLate,
    Duration lost,
    Duration cancelled,
    Duration shutDown,
    List<String> wrong) {
  static final String HEAD =
      """
      | driver | peer | noticed as | after ms | heartbeat ms | carriers late ms | loss ms | Cancel ms | SIGTERM ms | wrong |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private static final int WORDS = 70;

  HostileOutcome(
      HostileCell cell,
      Failure failure,
      Duration noticed,
      Duration unproven,
      Duration carriersLate,
      Duration lost,
      Duration cancelled,
      Duration shutDown) {
    this(cell, failure, noticed, unproven, carriersLate, lost, cancelled, shutDown, List.of());
  }

  HostileOutcome with(List<? extends Throwable> errors) {
    return new HostileOutcome(
        cell,
        failure,
        noticed,
        unproven,
        carriersLate,
        lost,
        cancelled,
        shutDown,
        errors.stream().map(error -> ShownText.cut(error.toString(), 400)).toList());
  }

  /** As a line of a table in Markdown. */
  String line() {
    return "| %s | %s | %s: %s | %d | %d | %d | %d | %d | %d | %d |%n"
        .formatted(
            cell.protocol(),
            cell.hostility().words(),
            failure.kind().word(),
            ShownText.cut(failure.reason(), WORDS).replace('|', '/'),
            noticed.toMillis(),
            unproven.toMillis(),
            carriersLate.toMillis(),
            lost.toMillis(),
            cancelled.toMillis(),
            shutDown.toMillis(),
            wrong.size());
  }
}
