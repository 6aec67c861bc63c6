package dev.signalbox.fleet.wire;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Command;
import java.time.Instant;

/**
 * That somebody has given an engine a command from afar, and what became of it.
 *
 * @param at by the engine's clock
 */
public record AuditEntry(String id, Instant at, Actor by, Command command, Reply reply) {}
