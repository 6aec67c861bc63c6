/**
 * What an adapter of one kind of endpoint must do, and what all of them share: looking names up,
 * explaining network failures, the drivers' threads.
 *
 * <p>Threading: connectors and sessions block on the virtual thread that calls them, and end within
 * milliseconds after an interrupt.
 */
@NullMarked
package dev.signalbox.connection.driver;

import org.jspecify.annotations.NullMarked;
