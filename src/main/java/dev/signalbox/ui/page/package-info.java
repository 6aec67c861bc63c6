/**
 * The page of the chosen object: a head with its state and its buttons, which is the same for all,
 * and below it what its kind has to tell. Everything has its place, whatever the state.
 *
 * <p>Threading: FX thread.
 */
@NullMarked
package dev.signalbox.ui.page;

import org.jspecify.annotations.NullMarked;
