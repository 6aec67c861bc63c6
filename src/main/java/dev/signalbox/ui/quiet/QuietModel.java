package dev.signalbox.ui.quiet;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.quiet.Quiet.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What is to be quiet, as this window has it. FX thread. */
public final class QuietModel {
  private final ReadOnlyObjectWrapper<Quiet> quiet = new ReadOnlyObjectWrapper<>(Quiet.NONE);

  /** Begins anew with this. */
  public void restore(Quiet remembered) {
    quiet.set(remembered);
  }

  /** No notice of these from now on, for so long. */
  public void mute(Collection<Subject> subjects, Instant now, Duration time) {
    plan(subjects, now, new Span(now, now.plus(time)));
  }

  /** No notice of these in this time. */
  void plan(Collection<Subject> subjects, Instant now, Span span) {
    quiet.set(quiet.get().at(now).with(subjects, span));
  }

  /** Notices of these come again. */
  public void lift(Collection<Subject> subjects) {
    quiet.set(quiet.get().without(subjects));
  }

  public ReadOnlyObjectProperty<Quiet> quietProperty() {
    return quiet.getReadOnlyProperty();
  }
}
