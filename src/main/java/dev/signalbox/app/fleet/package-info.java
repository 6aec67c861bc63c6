/**
 * Engines and windows of a fleet, wired by constructor calls: their connection to NATS, who they
 * are, and when they end.
 *
 * <p>Threading: what is made here opens files, so not on the FX thread; what is asked of it returns
 * at once.
 */
@NullMarked
package dev.signalbox.app.fleet;

import org.jspecify.annotations.NullMarked;
