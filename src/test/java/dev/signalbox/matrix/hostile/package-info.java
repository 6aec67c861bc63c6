/**
 * Hostile peers as a target of their own: each driver against everything such a peer can do, and
 * what becomes of connections that have nothing to do with it.
 */
@NullMarked
package dev.signalbox.matrix.hostile;

import org.jspecify.annotations.NullMarked;
