package dev.signalbox.console;

import java.time.Duration;
import java.util.Optional;

/**
 * Rows of the source that wait for a relay.
 *
 * @param rows how many could be read now, behind its position
 * @param age how old the first of them is; empty if there is none
 */
public record Backlog(PositionPlan.Count rows, Optional<Duration> age) {}
