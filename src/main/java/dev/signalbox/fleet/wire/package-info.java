/**
 * What engines and windows say to each other over NATS, as values and as bytes. Version 1: fields
 * are only ever added; what is unknown is read past, or shown as what it is.
 *
 * <p>Threading: none; any thread may read, write and compute.
 */
@NullMarked
package dev.signalbox.fleet.wire;

import org.jspecify.annotations.NullMarked;
