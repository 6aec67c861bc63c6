/**
 * The relays: whether each polls, how fast, how far it got, and the button to start or stop it.
 *
 * <p>Threading: FX thread, except that presenters may be asked from any.
 */
@NullMarked
package dev.signalbox.ui.relays;

import org.jspecify.annotations.NullMarked;
