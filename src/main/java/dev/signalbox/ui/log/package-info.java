/**
 * The log as a list: bounded, filtered, following or held still.
 *
 * <p>Threading: FX thread, except that a changed filter goes through the whole journal on a virtual
 * thread. What is shown while it does not follow never moves, whatever the journal pushes out.
 */
@NullMarked
package dev.signalbox.ui.log;

import org.jspecify.annotations.NullMarked;
