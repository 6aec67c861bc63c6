package dev.signalbox.ui.connections;

import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Asks for passwords in the window, in the row of the connection that needs one. Questions that
 * come before there is a console wait for it.
 *
 * <p>Threading: {@link #ask} blocks its own thread until the operator answers or it is interrupted;
 * all else belongs to the FX thread.
 */
public final class WindowPasswordPrompt implements PasswordPrompt {
  private final ObservableList<PasswordQuestion> open = FXCollections.observableArrayList();

  /** One password that somebody waits for. */
  public record PasswordQuestion(String endpointLabel, CompletableFuture<Secret> answer) {}

  @Override
  public Secret ask(String endpointLabel) throws InterruptedException {
    PasswordQuestion question = new PasswordQuestion(endpointLabel, new CompletableFuture<>());
    Platform.runLater(() -> open.add(question));
    try {
      return question.answer().get();
    } catch (ExecutionException e) {
      throw new PasswordPrompt.UnavailableException(
          "The password of " + endpointLabel + " could not be asked for: " + e.getCause(),
          "Configure ${env:NAME} or ${file:PATH} instead of ask");
    } finally {
      Platform.runLater(() -> open.remove(question));
    }
  }

  /** The questions that are not answered yet, in the order they came. */
  public ObservableList<PasswordQuestion> open() {
    return open;
  }
}
