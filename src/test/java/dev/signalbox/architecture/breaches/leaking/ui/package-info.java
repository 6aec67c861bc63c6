/** Shows passwords. */
@NullMarked
package dev.signalbox.architecture.breaches.leaking.ui;

import org.jspecify.annotations.NullMarked;
