/**
 * TCP in front of any server, and what can go wrong on the way: the fault relay. Knows no protocol.
 * Everything public may be called from any thread.
 */
@NullMarked
package dev.signalbox.sandbox.tcp;

import org.jspecify.annotations.NullMarked;
