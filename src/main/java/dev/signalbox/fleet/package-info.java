/**
 * A console over NATS: engines that are served, and windows that watch them. Here stands what both
 * need of a connection; below are the words of the wire, the engine's side and the window's.
 *
 * <p>Threading: a link tells of connections on a thread of its own, in order.
 */
@NullMarked
package dev.signalbox.fleet;

import org.jspecify.annotations.NullMarked;
