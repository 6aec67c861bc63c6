/**
 * Objects that nobody wants to hear of for a time: muted, or in maintenance. Their states are shown
 * as ever; only notices of them stay away.
 *
 * <p>Values may be read by any thread; the rest belongs to the FX thread.
 */
@NullMarked
package dev.signalbox.ui.quiet;

import org.jspecify.annotations.NullMarked;
