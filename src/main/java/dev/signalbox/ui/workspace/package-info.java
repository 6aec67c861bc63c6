/**
 * How the operator has arranged the window, and the small file that remembers it.
 *
 * <p>Threading: values and files are for any thread; screens and panes belong to the FX thread.
 */
@NullMarked
package dev.signalbox.ui.workspace;

import org.jspecify.annotations.NullMarked;
