/**
 * What the operator configured: immutable records, where they and what they need are kept, and
 * secrets that no text shows.
 *
 * <p>Threading: everything here is immutable and may be read from any thread; what looks at the
 * file system says so and must not run on the FX thread.
 */
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
