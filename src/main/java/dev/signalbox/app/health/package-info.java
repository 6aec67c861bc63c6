/**
 * How a running engine is, judged from what its console shows: asked for from outside by way of its
 * {@link dev.signalbox.app.single.Post}, one line for each object.
 *
 * <p>Threading: values and functions; {@link dev.signalbox.app.health.HealthPost} says its own.
 */
@NullMarked
package dev.signalbox.app.health;

import org.jspecify.annotations.NullMarked;
