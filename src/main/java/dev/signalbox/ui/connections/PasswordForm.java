package dev.signalbox.ui.connections;

import dev.signalbox.settings.Secret;
import dev.signalbox.ui.toolkit.Texts;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** Where the operator types the password of one connection. */
public final class PasswordForm extends HBox {
  private final PasswordField field = new PasswordField();
  private final Consumer<Secret> onEntered;

  /** Empty. */
  public PasswordForm(String label, Texts texts, Consumer<Secret> onEntered, Runnable onCancelled) {
    this.onEntered = onEntered;
    Label caption = new Label(texts.get("password.caption", label));
    caption.setMinWidth(USE_PREF_SIZE);
    caption.setLabelFor(field);
    field.setAccessibleText(caption.getText());
    HBox.setHgrow(field, Priority.ALWAYS);
    Button connect = new Button(texts.get("connection.connect"));
    connect.getStyleClass().add("accent");
    connect.setOnAction(_ -> enter());
    connect.disableProperty().bind(field.textProperty().isEmpty());
    Button cancel = new Button(texts.get("connection.cancel"));
    cancel.setOnAction(_ -> onCancelled.run());
    getStyleClass().addAll("question", "password-form");
    getChildren().addAll(new FontIcon("fth-key"), caption, field, connect, cancel);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            onCancelled.run();
            event.consume();
          }
        });
    field.setOnAction(_ -> enter());
  }

  /** Nothing is no answer: servers count it as a wrong password. */
  private void enter() {
    if (field.getText().isEmpty()) {
      return;
    }
    Secret secret = Secret.of(field.getText());
    field.clear();
    onEntered.accept(secret);
  }

  /** Takes the keyboard, unless the operator is just typing somewhere else. */
  public void focus() {
    if (getScene() != null && !(getScene().getFocusOwner() instanceof TextInputControl)) {
      field.requestFocus();
    }
  }
}
