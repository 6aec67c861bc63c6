/**
 * Time, deadlines, threads and listeners: what the rest is built on, without a word of what it is
 * for.
 *
 * <p>Threading: said by each class; nothing here blocks, unless blocking is its whole job.
 */
@NullMarked
package dev.signalbox.base;

import org.jspecify.annotations.NullMarked;
