/**
 * The only way down, and the guard of every command.
 *
 * <p>Threading: commands may be called from any thread and never block; the shutdown itself runs on
 * a thread of its own, under one budget, watched by a daemon thread that halts the process when it
 * is spent.
 */
@NullMarked
package dev.signalbox.shutdown;

import org.jspecify.annotations.NullMarked;
