/** A window that looks at an owner. */
@NullMarked
package dev.signalbox.architecture.breaches.house.ui;

import org.jspecify.annotations.NullMarked;
