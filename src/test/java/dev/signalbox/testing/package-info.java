/**
 * What tests of several packages share: time that tests command, a probe for what is left behind,
 * connections under trial.
 *
 * <p>Threading: for the test's own thread, unless a class says otherwise.
 */
@NullMarked
package dev.signalbox.testing;

import org.jspecify.annotations.NullMarked;
