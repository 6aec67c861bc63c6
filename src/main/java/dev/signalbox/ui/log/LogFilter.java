package dev.signalbox.ui.log;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which entries are shown: those of these severities whose source or message contains the text,
 * whatever its case. An immutable value.
 *
 * @param source if present, only what exactly this subject says
 */
public record LogFilter(Set<Severity> severities, String text, Optional<Subject> source) {
  public static final LogFilter ALL = new LogFilter(Set.of(Severity.values()), "");

  public LogFilter {
    severities = Set.copyOf(severities);
    text = text.toLowerCase(Locale.ROOT);
  }

  /** Without regard to who says it. */
  public LogFilter(Set<Severity> severities, String text) {
    this(severities, text, Optional.empty());
  }

  boolean matches(LogEntry entry) {
    return severities.contains(entry.severity())
        && source.filter(only -> !only.equals(entry.source())).isEmpty()
        && (text.isEmpty() || contains(entry.message()) || contains(entry.source().label()));
  }

  /** Without a copy of each line in lower case: a filter goes through a hundred thousand. */
  private boolean contains(String line) {
    int last = line.length() - text.length();
    for (int i = 0; i <= last; i++) {
      if (line.regionMatches(true, i, text, 0, text.length())) {
        return true;
      }
    }
    return false;
  }
}
