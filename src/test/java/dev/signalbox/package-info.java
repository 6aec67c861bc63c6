/** What holds for the whole product. */
@NullMarked
package dev.signalbox;

import org.jspecify.annotations.NullMarked;
