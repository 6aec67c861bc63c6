/**
 * The table that is relayed: which rows come next, and what they are as JSON. A row's way begins
 * here, with the query of the page behind the checkpoint's position.
 *
 * <p>Threading: blocking; for the run's thread.
 */
@NullMarked
package dev.signalbox.relay.source;

import org.jspecify.annotations.NullMarked;
