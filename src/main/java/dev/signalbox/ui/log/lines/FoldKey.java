package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;

/**
 * What repeats of one line have in common. The attempts and seconds that a failure counts up make
 * it no other failure; anything else is a repeat only if it is the same word for word.
 */
public record FoldKey(Severity severity, Subject source, String said) {
  static FoldKey of(LogEntry entry) {
    String said = entry.message();
    boolean problem = entry.severity().compareTo(Severity.WARN) >= 0;
    return new FoldKey(entry.severity(), entry.source(), problem ? withoutNumbers(said) : said);
  }

  private static String withoutNumbers(String message) {
    StringBuilder rest = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c < '0' || c > '9') {
        rest.append(c);
      }
    }
    return rest.toString();
  }
}
