/**
 * One run, from a start to its end: finds its connections by name, connects them, then holds one
 * term of the lease after the other. Any interruption ends the term, and the next one begins as
 * after a crash, from the checkpoint and the stream: one way to recover, used all the time.
 *
 * <p>Here a row's way is laid: {@code LeaseTerm} takes each page from the source to the stream, and
 * what the stream has acknowledged to the checkpoint. {@code PageReader} reads one page ahead, and
 * {@code Committer} moves the checkpoint while publishing goes on.
 *
 * <p>Threading: one virtual thread for each run, and beside it one that reads and one that commits,
 * for each term. The listeners are called on these and on those that report endpoints.
 */
@NullMarked
package dev.signalbox.relay.run;

import org.jspecify.annotations.NullMarked;
