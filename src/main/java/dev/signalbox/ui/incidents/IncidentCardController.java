package dev.signalbox.ui.incidents;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The card of the largest incident that is open; smaller while all that is down is muted, away
 * while nothing is.
 */
public final class IncidentCardController {
  private static final Duration MUTED_FOR = Duration.ofHours(1);

  private final IncidentModel model;
  private final Texts texts;

  @FXML private HBox card;
  @FXML private FontIcon icon;
  @FXML private Label title;
  @FXML private Label detail;
  @FXML private Tooltip whole;
  @FXML private Button copy;
  @FXML private Button mute;
  @FXML private Button lift;

  /** Not loaded yet. */
  public IncidentCardController(IncidentModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    card.managedProperty().bind(card.visibleProperty());
    model.openProperty().subscribe(this::show);
    model.mutedProperty().subscribe(this::show);
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
    List<Subject> muted = model.mutedProperty().get();
    card.setVisible(!incidents.isEmpty() || !muted.isEmpty());
    boolean loud = !incidents.isEmpty();
    icon.setIconLiteral(loud ? "fth-alert-octagon" : "fth-bell-off");
    (loud ? Tone.DANGER : Tone.MUTED).applyTo(icon);
    for (Node part : List.of(detail, copy, mute)) {
      part.setVisible(loud);
      part.setManaged(loud);
    }
    lift.setVisible(!loud);
    lift.setManaged(!loud);
    if (loud) {
      tell(incidents, muted);
    } else if (!muted.isEmpty()) {
      title.setText(mutedText(muted));
      card.setAccessibleText(title.getText());
    }
  }

  private void tell(List<Incident> incidents, List<Subject> muted) {
    IncidentText words = new IncidentText(model.plant(), texts);
    Incident first = incidents.getFirst();
    title.setText(words.title(first, model.now()));
    String more = incidents.size() > 1 ? texts.get("incident.others", incidents.size() - 1) : "";
    String quiet = muted.isEmpty() ? "" : " · " + mutedText(muted);
    detail.setText(words.detail(first) + more + quiet);
    whole.setText(detail.getText());
    card.setAccessibleText(title.getText() + ". " + detail.getText());
  }

  private String mutedText(List<Subject> muted) {
    Optional<Instant> until =
        muted.stream()
            .flatMap(subject -> model.quietUntil(subject).stream())
            .min(Comparator.naturalOrder());
    return new IncidentText(model.plant(), texts).muted(muted, until, model.now());
  }

  @FXML
  private void mute() {
    model.mute(largestFirst().getFirst(), MUTED_FOR);
  }

  @FXML
  private void lift() {
    model.liftMuted();
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
