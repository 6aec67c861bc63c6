/**
 * How the programs of one user on one machine find each other by their configuration. It has one
 * window: a second start finds the first and has it come to the front. It may have any number of
 * running engines, each of which answers whoever asks how it is.
 *
 * <p>Threading: asking blocks, on the file system and for an answer, and so is not for the FX
 * thread; answers are given on a virtual thread.
 */
@NullMarked
package dev.signalbox.app.single;

import org.jspecify.annotations.NullMarked;
