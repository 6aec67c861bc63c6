/**
 * Peers that mean harm, in the protocol of each driver. Whatever they say is made while it is sent.
 * Everything public may be called from any thread.
 */
@NullMarked
package dev.signalbox.sandbox.hostile;

import org.jspecify.annotations.NullMarked;
