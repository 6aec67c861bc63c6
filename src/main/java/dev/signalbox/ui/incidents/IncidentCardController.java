package dev.signalbox.ui.incidents;

import dev.signalbox.ui.toolkit.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;

/** The card of the largest incident that is open; away while there is none. */
public final class IncidentCardController {
  private final IncidentModel model;
  private final Texts texts;

  @FXML private HBox card;
  @FXML private Label title;
  @FXML private Label detail;
  @FXML private Tooltip whole;

  /** Not loaded yet. */
  public IncidentCardController(IncidentModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    card.managedProperty().bind(card.visibleProperty());
    model.openProperty().subscribe(this::show);
    model.nowProperty().subscribe(this::show);
  }

  private List<Incident> largestFirst() {
    return model.openProperty().get().stream()
        .sorted(
            Comparator.comparingInt((Incident incident) -> incident.outages().size())
                .reversed()
                .thenComparing(Incident::from))
        .toList();
  }

  private void show() {
    List<Incident> incidents = largestFirst();
    card.setVisible(!incidents.isEmpty());
    if (incidents.isEmpty()) {
      return;
    }
    IncidentText words = new IncidentText(model.plant(), texts);
    Incident first = incidents.getFirst();
    title.setText(words.title(first, model.now()));
    String more = incidents.size() > 1 ? texts.get("incident.others", incidents.size() - 1) : "";
    detail.setText(words.detail(first) + more);
    whole.setText(detail.getText());
    card.setAccessibleText(title.getText() + ". " + detail.getText());
  }

  @FXML
  private void copy() {
    IncidentText words = new IncidentText(model.plant(), texts);
    ClipboardContent content = new ClipboardContent();
    content.putString(
        largestFirst().stream()
            .map(
                incident ->
                    "%s%n%s%n%s"
                        .formatted(
                            words.title(incident, model.now()),
                            words.detail(incident),
                            words.names(incident.connections())))
            .collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
