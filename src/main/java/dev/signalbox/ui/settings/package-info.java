/**
 * The configuration in the window: the connections as they stand in the file, each to be edited,
 * tested and saved.
 *
 * <p>Threading: FX thread.
 */
@NullMarked
package dev.signalbox.ui.settings;

import org.jspecify.annotations.NullMarked;
