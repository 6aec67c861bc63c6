package dev.signalbox.console;

import java.util.Optional;

/**
 * Who has a relay's lease.
 *
 * @param holder in words; empty if nobody has it
 * @param live whether it has not expired
 * @param renewed whether it was renewed while it was looked at, so that its holder lives
 */
public record LeaseHolding(Optional<String> holder, boolean live, boolean renewed) {}
