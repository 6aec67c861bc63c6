/** Measurements, run by hand: none of them is a test. */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
