/**
 * What is shown while the program ends.
 *
 * <p>Threading: FX thread.
 */
@NullMarked
package dev.signalbox.ui.shutdown;

import org.jspecify.annotations.NullMarked;
