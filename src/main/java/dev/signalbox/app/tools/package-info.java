/**
 * The commands that look at relays, or set them right, without polling: what they take, and what
 * they print.
 *
 * <p>Threading: a command's work runs on a virtual thread of its own, which whoever ends the
 * program stops.
 */
@NullMarked
package dev.signalbox.app.tools;

import org.jspecify.annotations.NullMarked;
