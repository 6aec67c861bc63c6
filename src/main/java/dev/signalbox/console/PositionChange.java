package dev.signalbox.console;

import java.time.Instant;

/**
 * Something that an operator did to a relay's position, its lease or its rows.
 *
 * @param by who it was
 * @param what was changed
 * @param was before
 * @param became afterwards
 */
public record PositionChange(Instant at, String by, String what, String was, String became) {}
