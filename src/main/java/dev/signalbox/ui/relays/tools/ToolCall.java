package dev.signalbox.ui.relays.tools;

import dev.signalbox.console.Answer;
import dev.signalbox.ui.toolkit.FxThread;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time. Whoever does not wait for the answer any more never hears it; the engine
 * ends its work within the limit that it has for each question.
 */
final class ToolCall {
  private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
  private long number;

  /**
   * Waits for this answer and no longer for an earlier one.
   *
   * @param heard is told on the FX thread; a lost answer counts as a refusal
   */
  <T> void await(CompletionStage<Answer<T>> answer, Consumer<Answer<T>> heard) {
    long own = ++number;
    underWay.set(true);
    var _ =
        answer.whenComplete(
            (found, lost) -> FxThread.run(() -> deliver(own, settled(found, lost), heard)));
  }

  private static <T> Answer<T> settled(@Nullable Answer<T> found, @Nullable Throwable lost) {
    return found == null ? new Answer.Refused<>(String.valueOf(lost)) : found;
  }

  private <T> void deliver(long own, Answer<T> answer, Consumer<Answer<T>> heard) {
    if (own == number && underWay.get()) {
      underWay.set(false);
      heard.accept(answer);
    }
  }

  /** Waits no longer. */
  void cancel() {
    underWay.set(false);
  }

  ReadOnlyBooleanProperty underWayProperty() {
    return underWay.getReadOnlyProperty();
  }
}
