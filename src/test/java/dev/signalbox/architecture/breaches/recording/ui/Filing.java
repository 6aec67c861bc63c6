package dev.signalbox.architecture.breaches.recording.ui;

import dev.signalbox.journal.TransitionFile;
import org.jspecify.annotations.Nullable;

/** Holds the file of the transitions. */
final class Filing {
  @Nullable TransitionFile file;
}
