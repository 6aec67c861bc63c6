/**
 * What an operator asks of a relay beside starting and stopping it: where it is, what it would
 * publish, whether it could start, to go on elsewhere, to be taken from a stuck engine.
 *
 * <p>Threading: everything blocks, within deadlines, and is for one thread, the one of the bench's
 * control; a stop of that control ends it at once. Whatever is returned is immutable.
 */
@NullMarked
package dev.signalbox.relay.tools;

import org.jspecify.annotations.NullMarked;
