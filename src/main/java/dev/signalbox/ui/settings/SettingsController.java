package dev.signalbox.ui.settings;

import static java.util.stream.Collectors.joining;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Command;
import dev.signalbox.console.Configured;
import dev.signalbox.console.ConfiguredConnection;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.ui.connections.WindowPasswordPrompt.PasswordQuestion;
import dev.signalbox.ui.toolkit.ActionButton;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the configuration over the window: chosen from a list, edited in a form,
 * tested and saved.
 */
public final class SettingsController {

  private final SettingsSurroundings around;
  private final Texts texts;
  private final DraftForm form;
  private final TrialView trial;
  private final Editing editing;
  private final Sending sending;
  private Runnable whenClosed = () -> {};
  private ObservableList<PasswordQuestion> passwords = FXCollections.emptyObservableList();
  private @Nullable QuestionPlace questions;
  private @Nullable ConfiguredList connections;

  @FXML private StackPane settings;
  @FXML private Label file;
  @FXML private ListView<ConfiguredConnection> list;
  @FXML private VBox body;
  @FXML private StackPane questionPlace;
  @FXML private Button test;
  @FXML private Button cancelTest;
  @FXML private Button save;
  @FXML private Button duplicate;
  @FXML private Button remove;
  @FXML private Button arm;
  @FXML private Label reason;

  public SettingsController(SettingsSurroundings around, Texts texts) {
    this.around = around;
    this.texts = texts;
    this.form = new DraftForm(texts, this::written);
    this.trial = new TrialView(texts, around.now()::getValue);
    this.editing = new Editing(form, around.desk(), this::refresh);
    this.sending =
        new Sending(
            around.send(),
            this::refresh,
            why -> say(Tone.DANGER, texts.get("settings.refused", why)));
  }

  @FXML
  private void initialize() {
    body.getChildren().addAll(form, trial);
    questions =
        new QuestionPlace(questionPlace, texts, trial::label, this::cancelTest, form::focus);
    questions.answerPasswords(passwords);
    connections = new ConfiguredList(list, this::choose);
    trial.underWayProperty().subscribe(_ -> refresh());
    around.locked().subscribe(_ -> refresh());
    around
        .now()
        .subscribe(
            _ -> {
              trial.tick();
              questions().showPassword();
            });
  }

  /** Whether there is a configuration to be edited. */
  public boolean isUsable() {
    return around.desk().isPresent();
  }

  public boolean isOpen() {
    return settings.isVisible();
  }

  /** Shows it, with that connection to be edited, else with a new one. */
  public void open(Optional<String> name, Runnable closed) {
    whenClosed = closed;
    settings.setVisible(true);
    add();
    read(name);
  }

  private void read(Optional<String> name) {
    around
        .desk()
        .ifPresent(
            desk -> {
              var _ =
                  desk.read()
                      .whenComplete((answer, lost) -> FxThread.run(() -> show(answer, lost, name)));
            });
  }

  private void show(
      @Nullable Answer<Configured> answer, @Nullable Throwable lost, Optional<String> name) {
    switch (answer) {
      case Answer.Given<Configured>(Configured read) -> {
        file.setText(read.file());
        connections().show(read.connections());
        markEdited();
        if (!form.isTouched()) {
          name.flatMap(connections()::find).ifPresent(connections()::choose);
        }
      }
      case Answer.Refused<Configured>(String why) ->
          say(Tone.DANGER, texts.get("settings.unreadable", why));
      case Answer.Failed<Configured>(var failure) -> say(Tone.DANGER, failure.oneLine());
      case null -> say(Tone.DANGER, texts.get("settings.unreadable", String.valueOf(lost)));
    }
  }

  /** Has the list show what is edited, without beginning to edit it. */
  private void markEdited() {
    connections().mark(editing.original().map(of -> of.draft().name()));
    refresh();
  }

  /** A row of the list is edited, unless what has been written is to be kept. */
  private void choose(ConfiguredConnection chosen) {
    if (!form.isTouched()) {
      edit(chosen);
    } else if (!editing.original().equals(Optional.of(chosen))) {
      // Not at once: the list is still about to select that row.
      Platform.runLater(this::markEdited);
      askToDiscard(
          () -> {
            edit(chosen);
            markEdited();
          });
    }
  }

  private void askToDiscard(Runnable confirmed) {
    questions()
        .ask(
            texts.get("settings.discard.effect"),
            texts.get("settings.discard.confirm"),
            texts.get("settings.discard.keep"),
            confirmed);
  }

  /** Asks first where something has been written. */
  private void unlessWritten(Runnable next) {
    if (form.isTouched()) {
      askToDiscard(next);
    } else {
      next.run();
    }
  }

  /** The button of a new connection. */
  @FXML
  private void addAnother() {
    unlessWritten(this::add);
  }

  private void add() {
    clear();
    editing.beginNew();
    markEdited();
    form.focus();
  }

  private void edit(ConfiguredConnection chosen) {
    clear();
    editing.begin(chosen);
  }

  @FXML
  private void duplicate() {
    editing.original().ifPresent(of -> unlessWritten(() -> duplicate(of)));
  }

  private void duplicate(ConfiguredConnection of) {
    clear();
    editing.beginCopy(of, texts.get("settings.copyOf", of.draft().name()));
    form.focus();
  }

  private void clear() {
    trial.clear();
    questions().close();
  }

  private void written() {
    editing.written();
  }

  /** What can be done now, and if something cannot, why. */
  private void refresh() {
    boolean tested = trial.underWayProperty().get();
    boolean locked = around.locked().getValue();
    boolean sound = editing.isSound();
    boolean asking = sending.isUnderWay();
    int wrong = editing.problems().size();
    boolean known = connections().chosen().isPresent();
    ActionButton.setShown(cancelTest, tested, form);
    ActionButton.setShown(arm, locked, save);
    ActionButton.setDisabled(test, tested || !sound, cancelTest);
    ActionButton.setDisabled(save, asking || locked || !sound, form);
    ActionButton.setDisabled(duplicate, !known, form);
    ActionButton.setDisabled(remove, asking || locked || !known, form);
    String faults = wrong == 0 ? "" : texts.get("settings.problems", wrong);
    String lock = locked ? texts.get("settings.locked") : "";
    say(
        Tone.WARNING,
        Stream.of(faults, lock).filter(text -> !text.isEmpty()).collect(joining(". ")));
  }

  private void say(Tone tone, String words) {
    tone.applyTo(reason);
    reason.setText(words);
  }

  @FXML
  private void test() {
    around.desk().ifPresent(desk -> trial.begin(desk, editing.edit()));
  }

  @FXML
  private void cancelTest() {
    trial.cancel();
    test.requestFocus();
  }

  @FXML
  private void arm() {
    sending.send(new Command.Arm(), () -> {});
  }

  @FXML
  private void save() {
    ConnectionEdit edit = editing.edit();
    long number = editing.number();
    trial.clear();
    sending.send(new Command.SaveConnection(edit), () -> saved(edit, number));
  }

  /** What has been begun or written since the command was given stays as it is. */
  private void saved(ConnectionEdit edit, long number) {
    String name = edit.draft().name();
    if (number != editing.number()) {
      read(Optional.empty());
    } else if (!edit.equals(editing.edit())) {
      read(Optional.empty());
      editing.goOnWith(name);
    } else {
      close();
      around.saved().accept(name);
    }
  }

  private void removed(long number) {
    if (number == editing.number()) {
      add();
    }
    read(Optional.empty());
  }

  @FXML
  private void remove() {
    connections().chosen().ifPresent(this::remove);
  }

  private void remove(ConfiguredConnection chosen) {
    String name = chosen.draft().name();
    if (!chosen.usedBy().isEmpty()) {
      say(
          Tone.WARNING,
          texts.get("settings.remove.used", name, String.join(", ", chosen.usedBy())));
      return;
    }
    long number = editing.number();
    questions()
        .ask(
            texts.get("settings.remove.effect", name),
            texts.get("settings.remove.confirm"),
            texts.get("settings.remove.keep"),
            () -> sending.send(new Command.DeleteConnection(name), () -> removed(number)));
  }

  /** Asks here for the password of what is tested. */
  public void answerPasswords(ObservableList<PasswordQuestion> open) {
    passwords = open;
    if (questions != null) {
      questions.answerPasswords(open);
    }
  }

  private ConfiguredList connections() {
    return Objects.requireNonNull(connections, "Not loaded yet");
  }

  private QuestionPlace questions() {
    return Objects.requireNonNull(questions, "Not loaded yet");
  }

  /** One step back: closes the question, calls off the test, closes all of it. */
  public void escape() {
    if (questions().isAsking() && !questions().isAskingForPassword()) {
      questions().close();
    } else if (trial.underWayProperty().get()) {
      questions().close();
      cancelTest();
    } else {
      unlessWritten(this::close);
    }
  }

  @FXML
  private void leave() {
    escape();
  }

  /** Closes it; a test is called off. */
  public void close() {
    if (isOpen()) {
      trial.clear();
      questions().close();
      editing.end();
      settings.setVisible(false);
      whenClosed.run();
    }
  }
}
