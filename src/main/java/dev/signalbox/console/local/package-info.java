/**
 * The console of an engine in this process: for whoever wires an engine, never for a window, which
 * sees the interfaces alone.
 *
 * <p>Threading: any thread; nothing here blocks.
 */
@NullMarked
package dev.signalbox.console.local;

import org.jspecify.annotations.NullMarked;
