/**
 * What is shown before there is an engine: what is missing or wrong, and what to do about it.
 *
 * <p>Threading: FX thread.
 */
@NullMarked
package dev.signalbox.ui.start;

import org.jspecify.annotations.NullMarked;
