package dev.signalbox.console;

import dev.signalbox.base.ForeignText;
import dev.signalbox.journal.Severity;

/**
 * Which engine this is.
 *
 * @param environment any word of the operators', cut and escaped
 * @param armingNeeded whether Start is locked there until armed
 * @param host the machine it runs on
 * @param logCapacity how many lines of its log it keeps
 * @param logLevel the least that it logs; nothing that matters less ever comes
 */
public record EngineIdentity(
    String environment, boolean armingNeeded, String host, int logCapacity, Severity logLevel) {
  private static final int LONGEST_ENVIRONMENT = 64;

  public EngineIdentity {
    environment = ForeignText.label(environment, LONGEST_ENVIRONMENT);
  }
}
