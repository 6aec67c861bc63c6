/**
 * What happened: log entries in a bounded ring, fed by a log appender, and each subject's changes
 * of state, kept from one run to the next in a file of the state directory.
 *
 * <p>Threading: appending and recording may happen on any thread and do not block; readers take
 * what came after the entry they saw last. The file is written by a thread of its own.
 */
@NullMarked
package dev.signalbox.journal;

import org.jspecify.annotations.NullMarked;
