/**
 * The text of a file and the events of its YAML, both within bounds, before anybody asks what they
 * mean.
 *
 * <p>Threading: reading a file blocks, so never on the FX thread.
 */
@NullMarked
package dev.signalbox.settings.reading.text;

import org.jspecify.annotations.NullMarked;
