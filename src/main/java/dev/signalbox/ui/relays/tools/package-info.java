/**
 * What an operator asks of a relay on its page beside starting and stopping it: a preview, a
 * comparison, another position, another holder of the lease. Each is asked of the engine, can be
 * called off, and says in its own place what became of it.
 *
 * <p>Threading: FX thread; answers come on others and are carried over.
 */
@NullMarked
package dev.signalbox.ui.relays.tools;

import org.jspecify.annotations.NullMarked;
