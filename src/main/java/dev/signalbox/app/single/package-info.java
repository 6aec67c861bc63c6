/**
 * One window for each configuration: a second start finds the first and has it come to the front.
 *
 * <p>Threading: asking blocks, on the file system and for an answer, and so is not for the FX
 * thread; answers are given on a virtual thread.
 */
@NullMarked
package dev.signalbox.app.single;

import org.jspecify.annotations.NullMarked;
