/**
 * Every action and every object by name, for whoever knows what they want and not where it is.
 *
 * <p>Threading: FX thread.
 */
@NullMarked
package dev.signalbox.ui.palette;

import org.jspecify.annotations.NullMarked;
