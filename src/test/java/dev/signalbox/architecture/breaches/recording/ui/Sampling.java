package dev.signalbox.architecture.breaches.recording.ui;

import dev.signalbox.base.Deadline;
import dev.signalbox.journal.samples.SampleFile;

/** Closes the files of the samples. */
final class Sampling {
  private Sampling() {}

  static void end(SampleFile file, Deadline deadline) {
    var _ = file.close(deadline);
  }
}
