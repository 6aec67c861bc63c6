package dev.signalbox.relay.source;

import java.time.Duration;
import java.util.Optional;

/**
 * Rows that could be read now.
 *
 * @param age of the first one, by the source's own clock; empty if there is none
 */
public record Waiting(int rows, Optional<Duration> age) {}
