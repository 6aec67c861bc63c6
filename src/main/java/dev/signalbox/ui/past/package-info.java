/**
 * What was, for all regions that show it: each object's states with the times that nobody saw, and
 * how such a strip of time is drawn.
 *
 * <p>Threading: values may be read by any thread; {@link dev.signalbox.ui.past.PastModel} and all
 * that is drawn belong to the FX thread.
 */
@NullMarked
package dev.signalbox.ui.past;

import org.jspecify.annotations.NullMarked;
