/**
 * The stream that takes the rows: whether it can, what it has already, and publishing with
 * acknowledgements. Every row's message id follows from the row alone, so whatever is sent twice is
 * stored once.
 *
 * <p>A row comes in with its page, waits in the term's window until it is sent, and leaves as part
 * of the {@link dev.signalbox.relay.checkpoint.Advance} that its acknowledgement permits.
 *
 * <p>Pages follow one another in the window without a gap: the next is sent while acknowledgements
 * of the last are still to come.
 *
 * <p>Threading: blocking; for the run's thread. Acknowledgements arrive on a thread of the
 * driver's, which only settles what was sent and wakes the run.
 */
@NullMarked
package dev.signalbox.relay.stream;

import org.jspecify.annotations.NullMarked;
