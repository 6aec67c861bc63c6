package dev.signalbox.fleet.wire;

import dev.signalbox.base.Actor;
import dev.signalbox.base.ForeignText;
import java.time.Instant;

/**
 * That somebody has given an engine a command from afar, and what became of it.
 *
 * @param at by the engine's clock
 * @param command what it is called
 * @param target what it was about, by name
 */
public record AuditEntry(
    String id, Instant at, Actor by, String command, String target, Reply reply) {
  private static final int LONGEST = 64;

  public AuditEntry {
    target = ForeignText.label(target, LONGEST);
  }
}
