package dev.signalbox.ui.start;

import dev.signalbox.ui.start.StartPage.FirstRun;
import dev.signalbox.ui.start.StartPage.Problem;
import dev.signalbox.ui.start.StartPage.Unusable;
import dev.signalbox.ui.toolkit.Texts;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;

/** Says what is missing or wrong with the configuration, where, and what to do about it. */
public final class StartPageController {
  private final StartPage page;
  private final StartPage.Actions actions;
  private final Texts texts;

  @FXML private Label title;
  @FXML private Label explanation;
  @FXML private VBox items;
  @FXML private TextArea example;
  @FXML private Label trouble;
  @FXML private Button create;
  @FXML private Button add;
  @FXML private Button retry;

  public StartPageController(StartPage page, StartPage.Actions actions, Texts texts) {
    this.page = page;
    this.actions = actions;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    switch (page) {
      case FirstRun first -> show(first);
      case Unusable unusable -> show(unusable);
    }
  }

  private void show(FirstRun first) {
    title.setText(texts.get("start.first.title"));
    explanation.setText(texts.get("start.first.explanation"));
    for (Path place : first.places()) {
      items.getChildren().add(text(place.toString(), "path"));
    }
    example.setText(first.example());
    create.setText(texts.get("start.create", first.createAt()));
    add.setDefaultButton(true);
    trouble.setText(first.trouble().orElse(""));
    setShown(trouble, first.trouble().isPresent());
  }

  private void show(Unusable unusable) {
    title.setText(texts.get("start.unusable.title"));
    explanation.setText(
        texts.get("start.unusable.explanation", unusable.file(), unusable.problems().size()));
    for (Problem problem : unusable.problems()) {
      items.getChildren().add(view(problem));
    }
    setShown(example, false);
    setShown(create, false);
    setShown(add, false);
    setShown(trouble, false);
    retry.setDefaultButton(true);
  }

  private Node view(Problem problem) {
    VBox view = new VBox(text(place(problem), "path"), text(problem.message(), "problem"));
    if (!problem.suggestion().isEmpty()) {
      view.getChildren().add(text(problem.suggestion(), "suggestion"));
    }
    view.getStyleClass().add("problem-box");
    return view;
  }

  private String place(Problem problem) {
    String line =
        problem.line() == 0
            ? texts.get("start.wholeFile")
            : texts.get("start.line", problem.line());
    return problem.key().isEmpty() ? line : line + "  " + problem.key();
  }

  private static Label text(String text, String styleClass) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(styleClass);
    return label;
  }

  private static void setShown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** The keyboard begins at the likely answer. */
  public void focus() {
    (add.isDefaultButton() ? add : retry).requestFocus();
  }

  @FXML
  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(
        switch (page) {
          case FirstRun first -> first.example();
          case Unusable unusable -> asText(unusable);
        });
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static String asText(Unusable unusable) {
    return unusable.problems().stream()
        .map(
            p ->
                "%s:%d: %s %s %s"
                    .formatted(unusable.file(), p.line(), p.key(), p.message(), p.suggestion())
                    .strip())
        .collect(Collectors.joining(System.lineSeparator()));
  }

  @FXML
  private void add() {
    actions.add();
  }

  @FXML
  private void create() {
    actions.create();
  }

  @FXML
  private void retry() {
    actions.retry();
  }

  @FXML
  private void quit() {
    actions.quit();
  }
}
