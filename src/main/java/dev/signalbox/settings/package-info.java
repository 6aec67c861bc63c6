/**
 * What the operator configured: immutable records, YAML loading, validation with file, line and
 * key.
 *
 * <p>Threading: everything here is immutable and may be read from any thread; loading reads files
 * and must not run on the FX thread.
 */
@NullMarked
package dev.signalbox.settings;

import org.jspecify.annotations.NullMarked;
