package dev.signalbox.journal.samples;

import dev.signalbox.journal.Subject;
import java.util.Comparator;

/** One measure of one subject. */
record Key(Subject subject, Measure measure) {
  static final Comparator<Key> ORDER =
      Comparator.comparing((Key key) -> key.subject().toString()).thenComparing(Key::measure);
}
