/**
 * The stream that takes the rows: whether it can, what it has already, and publishing with
 * acknowledgements. Every row's message id follows from the row alone, so whatever is sent twice is
 * stored once.
 *
 * <p>Threading: blocking; for the run's thread. Acknowledgements arrive on the driver's threads,
 * which only mark them and wake the run.
 */
@NullMarked
package dev.signalbox.relay.stream;

import org.jspecify.annotations.NullMarked;
