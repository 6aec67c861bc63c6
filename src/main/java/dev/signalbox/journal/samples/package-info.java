/**
 * What was measured: for each connection and relay a value a second, kept ever more coarsely for
 * thirty days, and when the engine was there to measure. The record lives in memory, within a
 * bound, and is written to the state directory now and then and at the end.
 *
 * <p>Threading: recording and asking may happen on any thread and do not block. The files are
 * written by a thread of their own.
 */
@NullMarked
package dev.signalbox.journal.samples;

import org.jspecify.annotations.NullMarked;
