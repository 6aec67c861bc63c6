/** Whatever dies, freezes or comes back: every committed row once in the stream, and in order. */
@NullMarked
package dev.signalbox.crash;

import org.jspecify.annotations.NullMarked;
