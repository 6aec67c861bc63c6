/** Which package may use which, what no class may do, and that each of these rules bites. */
@NullMarked
package dev.signalbox.architecture;

import org.jspecify.annotations.NullMarked;
