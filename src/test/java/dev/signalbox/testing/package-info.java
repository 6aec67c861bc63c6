/**
 * What tests share: time that is moved by hand, scripted peers, and a look at what is left over.
 */
@NullMarked
package dev.signalbox.testing;

import org.jspecify.annotations.NullMarked;
