/**
 * The history: a strip of states for each object, and what was measured of the chosen one, upon one
 * axis of time.
 *
 * <p>Threading: FX thread, except that pictures are made on virtual threads, out of immutable
 * values.
 */
@NullMarked
package dev.signalbox.ui.history;

import org.jspecify.annotations.NullMarked;
