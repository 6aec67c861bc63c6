package dev.signalbox.ui.settings;

import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.SecretReference;
import dev.signalbox.ui.toolkit.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;

/** Where a password comes from: which way, and the name of the variable or file. */
final class SecretField extends HBox {

  /** The ways to come by one. */
  enum Way {
    NONE,
    ENVIRONMENT,
    FILE,
    ASK,
    KEPT
  }

  private final Texts texts;
  private final ComboBox<Way> way = new ComboBox<>();
  private final TextField name = new TextField();

  SecretField(Texts texts, Runnable changed) {
    this.texts = texts;
    way.setId("secretWay");
    way.setAccessibleText(texts.get("settings.secret"));
    way.setMinWidth(USE_PREF_SIZE);
    way.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Way shown) {
            return shown == null ? "" : texts.get("settings.secret." + shown);
          }

          @Override
          public Way fromString(String text) {
            throw new UnsupportedOperationException("It is not typed");
          }
        });
    name.setId("secretName");
    HBox.setHgrow(name, Priority.ALWAYS);
    getStyleClass().add("settings-secret");
    getChildren().addAll(way, name);
    way.valueProperty()
        .subscribe(
            chosen -> {
              showName(chosen);
              changed.run();
            });
    name.textProperty().subscribe(_ -> changed.run());
  }

  private void showName(Way chosen) {
    boolean named = chosen == Way.ENVIRONMENT || chosen == Way.FILE;
    name.setVisible(named);
    name.setManaged(named);
    if (named) {
      name.setPromptText(texts.get("settings.secret.prompt." + chosen));
      name.setAccessibleText(name.getPromptText());
    }
  }

  /** Offers the ways that a connection of this kind has. */
  void offer(EndpointKind kind, boolean keeps) {
    List<Way> ways = new ArrayList<>(List.of(Way.ENVIRONMENT, Way.FILE, Way.ASK));
    if (kind == EndpointKind.NATS) {
      ways.addFirst(Way.NONE);
    }
    if (keeps) {
      ways.addFirst(Way.KEPT);
    }
    Way before = way.getValue();
    way.getItems().setAll(ways);
    way.setValue(ways.contains(before) ? before : ways.getFirst());
  }

  void show(SecretReference reference) {
    switch (reference) {
      case SecretReference.None _ -> set(Way.NONE, "");
      case SecretReference.Ask _ -> set(Way.ASK, "");
      case SecretReference.Environment(String variable) -> set(Way.ENVIRONMENT, variable);
      case SecretReference.InFile(String path) -> set(Way.FILE, path);
      case SecretReference.Kept _ -> set(Way.KEPT, "");
    }
  }

  private void set(Way chosen, String text) {
    if (way.getItems().contains(chosen)) {
      way.setValue(chosen);
    }
    name.setText(text);
  }

  SecretReference reference() {
    return switch (way.getValue()) {
      case NONE -> new SecretReference.None();
      case ENVIRONMENT -> new SecretReference.Environment(name.getText());
      case FILE -> new SecretReference.InFile(name.getText());
      case ASK -> new SecretReference.Ask();
      case KEPT -> new SecretReference.Kept();
    };
  }
}
