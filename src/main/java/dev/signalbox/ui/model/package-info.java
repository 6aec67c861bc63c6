/**
 * What all regions of the window share: the engine as it stands at one instant, and the operator's
 * way to it.
 *
 * <p>Threading: FX thread; news from the console are brought there, at most once in each pulse.
 */
@NullMarked
package dev.signalbox.ui.model;

import org.jspecify.annotations.NullMarked;
