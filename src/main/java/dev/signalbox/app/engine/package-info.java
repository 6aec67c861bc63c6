/**
 * One engine, wired by constructor calls: its owners, its record, and what it shows to a window and
 * to whoever looks for a fault.
 *
 * <p>Threading: creating an engine opens files, so not on the FX thread; what is asked of one
 * returns at once.
 */
@NullMarked
package dev.signalbox.app.engine;

import org.jspecify.annotations.NullMarked;
