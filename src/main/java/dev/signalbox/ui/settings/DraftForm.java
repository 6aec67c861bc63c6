package dev.signalbox.ui.settings;

import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.ConfiguredConnection;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.DraftProblem.Field;
import dev.signalbox.console.SecretReference;
import dev.signalbox.console.SecretReference.Kept;
import dev.signalbox.ui.toolkit.Texts;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;

/** The fields of one connection, each with what is wrong with it below. */
final class DraftForm extends GridPane {
  private static final int CAPTION_WIDTH = 112;

  private final Texts texts;
  private final Runnable changed;
  private final ComboBox<EndpointKind> kind = new ComboBox<>();
  private final TextField name = field("draftName");
  private final TextField address = field("draftAddress");
  private final TextField username = field("draftUsername");
  private final SecretField secret;
  private final TextField timeout = field("draftTimeout");
  private final CheckBox automatic = new CheckBox();
  private final Map<Field, Label> problems = new EnumMap<>(Field.class);
  private final Label further = new Label();

  /** What the operator has written into, so that nothing is complained of before. */
  private final Set<Field> touched = EnumSet.noneOf(Field.class);

  /** Whether what changes is not the operator's doing. */
  private boolean showing = true;

  private boolean secretIsKept;

  /** Whether it began with what stands in the file, all of which is worth telling. */
  private boolean fromFile;

  /** The pane itself counts only those that are shown. */
  private int rows;

  /**
   * Empty.
   *
   * @param changed is called with each change that the operator makes
   */
  DraftForm(Texts texts, Runnable changed) {
    this.texts = texts;
    this.changed = changed;
    this.secret = new SecretField(texts, () -> touch(Field.SECRET));
    getStyleClass().add("settings-form");
    ColumnConstraints captions = new ColumnConstraints();
    captions.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints fields = new ColumnConstraints();
    fields.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(captions, fields);
    kind.setId("draftKind");
    kind.getItems().setAll(EndpointKind.values());
    kind.setConverter(new KindWords());
    automatic.setText(texts.get("settings.automatic"));
    automatic.setWrapText(true);
    automatic.setMinHeight(USE_PREF_SIZE);
    automatic.setId("draftAutomatic");
    timeout.setPromptText(texts.get("settings.timeout.prompt"));
    row("settings.kind", kind, Field.WHOLE);
    row("settings.name", name, Field.NAME);
    row("settings.address", address, Field.ADDRESS);
    row("settings.username", username, Field.USERNAME);
    row("settings.secret", secret, Field.SECRET);
    row("settings.timeout", timeout, Field.CONNECT_TIMEOUT);
    add(automatic, 1, rows++);
    further.setWrapText(true);
    further.getStyleClass().add("caption");
    add(further, 1, rows++);
    follow();
  }

  private static TextField field(String id) {
    TextField field = new TextField();
    field.setId(id);
    return field;
  }

  private void row(String key, Node control, Field about) {
    Label caption = new Label(texts.get(key));
    caption.setLabelFor(control);
    caption.setMinWidth(CAPTION_WIDTH);
    Label problem = new Label();
    problem.setWrapText(true);
    problem.setId("problem-" + about);
    problem.getStyleClass().add("settings-problem");
    problem.setVisible(false);
    problem.setManaged(false);
    if (control instanceof TextField text) {
      text.setAccessibleText(texts.get(key));
    }
    problems.put(about, problem);
    add(caption, 0, rows);
    add(control, 1, rows++);
    add(problem, 1, rows++);
  }

  private void follow() {
    kind.valueProperty()
        .subscribe(
            chosen -> {
              if (chosen != null) {
                address.setPromptText(texts.get("settings.address.prompt." + chosen));
                secret.offer(chosen, secretIsKept);
                touch(Field.WHOLE);
              }
            });
    name.textProperty().subscribe(_ -> touch(Field.NAME));
    address.textProperty().subscribe(_ -> touch(Field.ADDRESS));
    username.textProperty().subscribe(_ -> touch(Field.USERNAME));
    timeout.textProperty().subscribe(_ -> touch(Field.CONNECT_TIMEOUT));
    automatic.selectedProperty().subscribe(_ -> touch(Field.WHOLE));
  }

  private void touch(Field field) {
    if (!showing) {
      touched.add(field);
      changed.run();
    }
  }

  /**
   * Shows this draft, of which nothing is complained of yet.
   *
   * @param of what it begins with, of which the file may say more
   */
  void show(ConnectionDraft draft, Optional<ConfiguredConnection> of) {
    boolean keeps = of.filter(one -> one.draft().secret() instanceof Kept).isPresent();
    List<String> furtherKeys = of.map(ConfiguredConnection::furtherKeys).orElse(List.of());
    showing = true;
    secretIsKept = keeps;
    fromFile = of.isPresent();
    kind.setValue(draft.kind());
    secret.offer(draft.kind(), keeps);
    name.setText(draft.name());
    address.setText(draft.address());
    username.setText(draft.username());
    secret.show(draft.secret());
    timeout.setText(draft.connectTimeout());
    automatic.setSelected(draft.autoConnect());
    further.setText(
        furtherKeys.isEmpty() ? "" : texts.get("settings.further", String.join(", ", furtherKeys)));
    touched.clear();
    showing = false;
    showProblems(List.of());
  }

  /** As it is written now. */
  ConnectionDraft draft() {
    return new ConnectionDraft(
        kind.getValue() == null ? EndpointKind.NATS : kind.getValue(),
        name.getText(),
        address.getText(),
        username.getText(),
        secret.reference(),
        timeout.getText(),
        automatic.isSelected());
  }

  /** Whether the operator has changed something. */
  boolean isTouched() {
    return !touched.isEmpty();
  }

  /** Shows what is wrong with what has been written. */
  void showProblems(List<DraftProblem> found) {
    problems.forEach(
        (field, label) -> {
          String lines =
              found.stream()
                  .filter(problem -> problem.field() == field && isWorthTelling(field))
                  .map(DraftProblem::line)
                  .collect(Collectors.joining("\n"));
          label.setText(lines);
          label.setVisible(!lines.isEmpty());
          label.setManaged(!lines.isEmpty());
        });
  }

  private boolean isWorthTelling(Field field) {
    return fromFile || field == Field.WHOLE || touched.contains(field);
  }

  /** Puts the keyboard where one begins to write. */
  void focus() {
    name.requestFocus();
  }

  private static final class KindWords extends StringConverter<EndpointKind> {
    @Override
    public String toString(EndpointKind shown) {
      return shown == null ? "" : shown.label();
    }

    @Override
    public EndpointKind fromString(String text) {
      throw new UnsupportedOperationException("It is not typed");
    }
  }

  /** No password and nothing else yet. */
  static ConnectionDraft empty() {
    return new ConnectionDraft(EndpointKind.NATS, "", "", "", new SecretReference.None(), "", true);
  }
}
