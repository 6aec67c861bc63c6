/**
 * From a YAML file to settings: every problem is found at once, with line, key and the nearest key
 * that exists.
 *
 * <p>Threading: reading looks at files, so never on the FX thread.
 */
@NullMarked
package dev.signalbox.settings.reading;

import org.jspecify.annotations.NullMarked;
