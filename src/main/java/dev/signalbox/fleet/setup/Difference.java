package dev.signalbox.fleet.setup;

import java.util.Optional;

/**
 * Something of a store that is otherwise than it is needed.
 *
 * @param words what it is, and what is needed
 * @param option of {@code nats stream edit} that sets it right; empty if only making it anew does
 */
public record Difference(String words, Optional<String> option) {}
