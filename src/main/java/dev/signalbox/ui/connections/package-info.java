/**
 * The connections: how each stands, what can be done about it, all that is known of it.
 *
 * <p>Threading: FX thread, except that presenters may be asked from any.
 */
@NullMarked
package dev.signalbox.ui.connections;

import org.jspecify.annotations.NullMarked;
