package dev.signalbox.ui;

import javafx.beans.value.ObservableValue;

/** How far the work for an endpoint has come: elapsed time by time allowed. */
@FunctionalInterface
public interface AttemptProgress {

  /**
   * From 0 to 1, or negative while nothing is under way; follows from one attempt to the next. To
   * be called and read on the FX thread.
   */
  ObservableValue<Number> of(String endpoint);
}
