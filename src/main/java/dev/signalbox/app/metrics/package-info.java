/**
 * What the console shows of an engine as measurements that can be fetched, in the text format of
 * Prometheus. Loaded only where that is configured.
 *
 * <p>Threading: fetched on virtual threads, few at a time; {@link
 * dev.signalbox.app.metrics.Metrics} says its own.
 */
@NullMarked
package dev.signalbox.app.metrics;

import org.jspecify.annotations.NullMarked;
