/**
 * How engines stand, from what they last said and how sure that is: pure functions of a snapshot.
 *
 * <p>Threading: any thread.
 */
@NullMarked
package dev.signalbox.ui.fleet.standing;

import org.jspecify.annotations.NullMarked;
