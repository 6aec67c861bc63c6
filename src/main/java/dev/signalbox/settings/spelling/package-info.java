/**
 * How a secret may be written in a text, and what looks like one.
 *
 * <p>Threading: everything here is immutable; any thread may look through a text.
 */
@NullMarked
package dev.signalbox.settings.spelling;

import org.jspecify.annotations.NullMarked;
