/** Has its hands in the journal. */
@NullMarked
package dev.signalbox.architecture.breaches.recording.ui;

import org.jspecify.annotations.NullMarked;
