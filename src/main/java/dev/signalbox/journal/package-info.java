/**
 * What happened: log entries in a bounded ring, fed by a log appender, and each subject's changes
 * of state.
 *
 * <p>Threading: appending may happen on any thread and does not block; readers take what came after
 * the entry they saw last.
 */
@NullMarked
package dev.signalbox.journal;

import org.jspecify.annotations.NullMarked;
