/**
 * What every part of the window is built with: texts, tones, views, and the ways onto the FX
 * thread.
 *
 * <p>Threading: {@link dev.signalbox.ui.toolkit.LatestOnPulse} takes values from any thread; all
 * else belongs to the FX thread unless it says otherwise.
 */
@NullMarked
package dev.signalbox.ui.toolkit;

import org.jspecify.annotations.NullMarked;
