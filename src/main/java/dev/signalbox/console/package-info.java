/**
 * The seam: what any window may see of one engine and ask of it, whether the engine runs in this
 * process or elsewhere. Everything that crosses it is an immutable value that could cross a wire:
 * no live handle, nothing of the toolkit, no secret.
 *
 * <p>Threading: everything here may be called from any thread, the FX thread included, and returns
 * at once; answers and news come later, on any thread.
 */
@NullMarked
package dev.signalbox.console;

import org.jspecify.annotations.NullMarked;
