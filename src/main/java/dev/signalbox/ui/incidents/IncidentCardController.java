package dev.signalbox.ui.incidents;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Hints;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The card of the largest incident that is open, or was at the moment that is looked at; smaller
 * while all that is down is muted, away while nothing is.
 */
public final class IncidentCardController {
  private static final Duration MUTED_FOR = Duration.ofHours(1);

  private final IncidentModel model;
  private final Function<List<Subject>, Optional<String>> waiting;
  private final Hints hints;
  private final Texts texts;

  /** Whether the card was there when the past began to be looked at: then nothing moves for it. */
  private boolean stays;

  @FXML private HBox card;
  @FXML private FontIcon icon;
  @FXML private Label title;
  @FXML private Label detail;
  @FXML private Tooltip whole;
  @FXML private Button copy;
  @FXML private Button mute;
  @FXML private Button lift;

  /**
   * Not loaded yet.
   *
   * @param waiting says how many rows wait for these relays, as far as that is known
   */
  public IncidentCardController(
      IncidentModel model,
      Function<List<Subject>, Optional<String>> waiting,
      Hints hints,
      Texts texts) {
    this.model = model;
    this.waiting = waiting;
    this.hints = hints;
    this.texts = texts;
  }

  @FXML
  private void initialize() {
    card.managedProperty().bind(card.visibleProperty());
    model.openProperty().subscribe(this::show);
    model.mutedProperty().subscribe(this::show);
    model.nowProperty().subscribe(this::show);
    model.thenProperty().subscribe(this::show);
    hints.of(mute, this::effectOfMute);
  }

  private Optional<String> effectOfMute() {
    return Optional.of(
        model.thenProperty().get().isPresent()
            ? texts.get("hint.off", mute.getText(), texts.get("travel.locked.reason"))
            : texts.get("incident.mute.effect"));
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
    Optional<Instant> then = model.thenProperty().get();
    boolean told = !incidents.isEmpty() || !muted.isEmpty();
    if (then.isEmpty()) {
      stays = told;
      card.setMinHeight(Region.USE_PREF_SIZE);
    } else if (stays && card.getMinHeight() == Region.USE_PREF_SIZE) {
      card.setMinHeight(card.getHeight());
    }
    card.setVisible(told || (then.isPresent() && stays));
    mute.setDisable(then.isPresent());
    copy.setDisable(incidents.isEmpty());
    boolean loud = !incidents.isEmpty() || then.isPresent();
    icon.setIconLiteral(icon(!incidents.isEmpty(), then.isPresent()));
    (incidents.isEmpty() ? Tone.MUTED : Tone.DANGER).applyTo(icon);
    for (Node part : List.of(detail, copy, mute)) {
      part.setVisible(loud);
      part.setManaged(loud);
    }
    lift.setVisible(!loud);
    lift.setManaged(!loud);
    if (!incidents.isEmpty()) {
      tell(incidents, muted);
    } else if (then.isPresent()) {
      say(texts.get("incident.none"), asOf(then.get()));
    } else if (!muted.isEmpty()) {
      title.setText(mutedText(muted));
      card.setAccessibleText(title.getText());
    }
  }

  private static String icon(boolean down, boolean past) {
    if (down) {
      return "fth-alert-octagon";
    }
    return past ? "fth-clock" : "fth-bell-off";
  }

  private void tell(List<Incident> incidents, List<Subject> muted) {
    IncidentText words = new IncidentText(model.plant(), texts);
    Incident first = incidents.getFirst();
    String then = model.thenProperty().get().map(at -> asOf(at) + " · ").orElse("");
    String more = incidents.size() > 1 ? texts.get("incident.others", incidents.size() - 1) : "";
    String quiet = muted.isEmpty() ? "" : " · " + mutedText(muted);
    say(words.title(first, model.now()), then + detail(words, first) + more + quiet);
  }

  /** What waits now says nothing of then. */
  private String detail(IncidentText words, Incident incident) {
    boolean counted = model.thenProperty().get().isEmpty() && !incident.relays().isEmpty();
    return counted
        ? words.detail(incident, waiting.apply(incident.relays()))
        : words.detail(incident);
  }

  private void say(String said, String further) {
    title.setText(said);
    detail.setText(further);
    whole.setText(further);
    card.setAccessibleText(said + ". " + further);
  }

  private String asOf(Instant then) {
    return texts.get("incident.then", TimeText.timeOfDay(then));
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
                            detail(words, incident),
                            words.names(incident.connections())))
            .collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }
}
