/**
 * Closing mid-connect, and mid-anything: every target in every situation under every trigger, each
 * cell with the real drivers against real servers behind fault relays, and what is left afterwards.
 */
@NullMarked
package dev.signalbox.matrix;

import org.jspecify.annotations.NullMarked;
