/**
 * The track plan: every relay as a line from its source over its stream to its checkpoint, with the
 * state of each part, what waits where, and what holds it up.
 *
 * <p>Threading: pictures and whoever makes them may be used by any thread; the rest belongs to the
 * FX thread.
 */
@NullMarked
package dev.signalbox.ui.plan;

import org.jspecify.annotations.NullMarked;
