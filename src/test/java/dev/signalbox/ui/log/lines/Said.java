package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A log of which one line is said each second. */
final class Said {
  static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");
  static final Subject ORACLE = Subject.connection("oracle");
  static final Subject NATS = Subject.connection("nats");

  private final List<LogEntry> unread = new ArrayList<>();
  private long next;

  LogEntry say(Subject source, Severity severity, String message) {
    return sayAt(BEGIN.plusSeconds(next), source, severity, message);
  }

  LogEntry sayAt(Instant at, Subject source, Severity severity, String message) {
    LogEntry entry = new LogEntry(next++, at, severity, source, message, Optional.empty());
    unread.add(entry);
    return entry;
  }

  void info(String... messages) {
    for (String message : messages) {
      say(ORACLE, Severity.INFO, message);
    }
  }

  /** Lets the sieve take over what was said since, and go through it. */
  void pour(Sieve sieve) {
    pour(sieve, 0);
  }

  void pour(Sieve sieve, long first) {
    sieve.append(List.copyOf(unread), first);
    unread.clear();
    finish(sieve);
  }

  static void finish(Sieve sieve) {
    boolean more = true;
    while (more) {
      more = sieve.work();
    }
  }
}
