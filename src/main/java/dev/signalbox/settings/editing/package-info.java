/**
 * Changes one connection in the text of a configuration and leaves every other byte as it is.
 *
 * <p>Threading: texts are immutable, any thread may have them; whatever touches a file blocks and
 * is not for the FX thread.
 */
@NullMarked
package dev.signalbox.settings.editing;

import org.jspecify.annotations.NullMarked;
