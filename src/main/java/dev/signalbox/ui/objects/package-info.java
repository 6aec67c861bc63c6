/**
 * The connections and relays as one list: what both have in common, in which order they lie, and
 * what can be done to many of them at once.
 *
 * <p>Threading: FX thread, except that the order may be asked for from any.
 */
@NullMarked
package dev.signalbox.ui.objects;

import org.jspecify.annotations.NullMarked;
