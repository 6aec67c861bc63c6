/**
 * What becomes of log entries before they are shown: filtered, folded, searched, counted over time,
 * written as text. Nothing here knows the toolkit.
 *
 * <p>Threading: values are immutable; what collects is for one thread at a time.
 */
@NullMarked
package dev.signalbox.ui.log.lines;

import org.jspecify.annotations.NullMarked;
