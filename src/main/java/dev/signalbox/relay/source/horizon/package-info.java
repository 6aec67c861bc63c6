/**
 * Up to when a source's table may be read: what is dated before that is visible, so that no row is
 * overtaken by a younger one. Known by the open transactions where these can be seen, by the age of
 * the rows elsewhere.
 *
 * <p>Threading: blocking; for the thread that reads, but for what all relays of the program share.
 */
@NullMarked
package dev.signalbox.relay.source.horizon;

import org.jspecify.annotations.NullMarked;
