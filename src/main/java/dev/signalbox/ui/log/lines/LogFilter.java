package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import java.util.Optional;
import java.util.Set;

/**
 * Which entries are shown: those of these severities, from these sources, of this time, whose
 * source or message has what is wanted in it and nothing that is unwanted. An immutable value.
 *
 * @param sources none means all of them
 * @param time none means whenever
 */
public record LogFilter(
    Set<Severity> severities,
    Set<Subject> sources,
    TextPattern wanted,
    TextPattern unwanted,
    Optional<TimeRange> time) {
  public static final LogFilter ALL =
      new LogFilter(
          Set.of(Severity.values()),
          Set.of(),
          TextPattern.NONE,
          TextPattern.NONE,
          Optional.empty());

  public LogFilter {
    severities = Set.copyOf(severities);
    sources = Set.copyOf(sources);
  }

  public LogFilter withSeverities(Set<Severity> changed) {
    return new LogFilter(changed, sources, wanted, unwanted, time);
  }

  public LogFilter withSources(Set<Subject> changed) {
    return new LogFilter(severities, changed, wanted, unwanted, time);
  }

  public LogFilter withWanted(TextPattern changed) {
    return new LogFilter(severities, sources, changed, unwanted, time);
  }

  public LogFilter withUnwanted(TextPattern changed) {
    return new LogFilter(severities, sources, wanted, changed, time);
  }

  public LogFilter withTime(Optional<TimeRange> changed) {
    return new LogFilter(severities, sources, wanted, unwanted, changed);
  }

  /**
   * Whether this is shown.
   *
   * @throws Effort.SpentException if that cannot be found out with this effort
   */
  public boolean matches(LogEntry entry, Effort effort) {
    return severities.contains(entry.severity())
        && (sources.isEmpty() || sources.contains(entry.source()))
        && (time.isEmpty() || time.get().contains(entry.at()))
        && (wanted.isEmpty() || isIn(wanted, entry, effort))
        && (unwanted.isEmpty() || !isIn(unwanted, entry, effort));
  }

  private static boolean isIn(TextPattern pattern, LogEntry entry, Effort effort) {
    return pattern.isIn(entry.message(), effort) || pattern.isIn(entry.source().label(), effort);
  }
}
