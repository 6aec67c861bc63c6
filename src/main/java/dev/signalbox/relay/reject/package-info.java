/**
 * Rows that cannot be relayed: what is told of one, and how the relay gets past it. It happens at
 * the beginning of a term, when everything before the row is stored and recorded.
 */
@NullMarked
package dev.signalbox.relay.reject;

import org.jspecify.annotations.NullMarked;
