package dev.signalbox.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of state of an endpoint or relay. Immutable, without secrets.
 *
 * @param state the word for the state that began
 * @param cause why, where there is a reason worth a line
 */
public record Transition(Instant at, String state, Optional<String> cause) {}
