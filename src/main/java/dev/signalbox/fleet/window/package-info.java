/**
 * A window's side of a fleet: which engines there are, how sure that is, and the console of each.
 *
 * <p>Threading: what a window asks for returns at once; what comes from NATS is taken on threads of
 * the driver, and looked through on a virtual thread of this package's own.
 */
@NullMarked
package dev.signalbox.fleet.window;

import org.jspecify.annotations.NullMarked;
