/**
 * What a fleet keeps in JetStream: looking whether the bucket and the streams are there as they are
 * needed, and making those that are missing.
 *
 * <p>Threading: {@link dev.signalbox.fleet.setup.Stores} blocks on the virtual thread that calls it
 * and can be interrupted; everything else is immutable and computes.
 */
@NullMarked
package dev.signalbox.fleet.setup;

import org.jspecify.annotations.NullMarked;
