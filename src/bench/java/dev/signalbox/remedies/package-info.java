/** Takes the product's remedies against its drivers out, one by one, to see that a test notices. */
@NullMarked
package dev.signalbox.remedies;

import org.jspecify.annotations.NullMarked;
