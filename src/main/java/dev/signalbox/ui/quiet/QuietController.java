package dev.signalbox.ui.quiet;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.quiet.Quiet.Span;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;

/** Mutes one object for a while, or for a maintenance to come. FX thread. */
public final class QuietController {
  private static final Duration SHORT = Duration.ofHours(1);
  private static final Duration LONG = Duration.ofHours(8);

  private final QuietModel model;
  private final Supplier<Instant> clock;
  private final Texts texts;
  private Optional<Subject> subject = Optional.empty();
  private Runnable whenClosed = () -> {};

  @FXML private StackPane mute;
  @FXML private Label muteTitle;
  @FXML private Label muteStanding;
  @FXML private Button muteShort;
  @FXML private Button muteLift;
  @FXML private TextField muteFrom;
  @FXML private TextField muteTo;
  @FXML private Label muteProblem;

  /** Not loaded yet. */
  public QuietController(QuietModel model, Supplier<Instant> clock, Texts texts) {
    this.model = model;
    this.clock = clock;
    this.texts = texts;
  }

  public boolean isOpen() {
    return mute.isVisible();
  }

  /** Asks how long this one is to be quiet. */
  public void open(Subject chosen, String name, Runnable closed) {
    subject = Optional.of(chosen);
    whenClosed = closed;
    muteTitle.setText(texts.get("mute.title", name));
    muteFrom.setText("");
    muteTo.setText("");
    muteProblem.setText("");
    Optional<Span> span = model.quietProperty().get().of(chosen, clock.get());
    muteLift.setDisable(span.isEmpty());
    muteStanding.setText(span.map(this::standing).orElseGet(() -> texts.get("mute.none")));
    mute.setVisible(true);
    muteShort.requestFocus();
  }

  private String standing(Span span) {
    Instant now = clock.get();
    String to = TimeText.moment(span.to(), now);
    return span.contains(now)
        ? texts.get("mute.until", to)
        : texts.get("mute.planned", TimeText.moment(span.from(), now), to);
  }

  @FXML
  public void close() {
    if (isOpen()) {
      mute.setVisible(false);
      whenClosed.run();
    }
  }

  @FXML
  private void forShort() {
    mute(SHORT);
  }

  @FXML
  private void forLong() {
    mute(LONG);
  }

  private void mute(Duration time) {
    model.mute(subject.stream().toList(), clock.get(), time);
    close();
  }

  @FXML
  private void lift() {
    model.lift(subject.stream().toList());
    close();
  }

  /** Nothing is taken over before both times make sense. */
  @FXML
  private void plan() {
    ZoneId zone = ZoneId.systemDefault();
    Optional<Instant> from = Moments.after(clock.get(), muteFrom.getText(), zone);
    Optional<Instant> to = from.flatMap(begin -> Moments.after(begin, muteTo.getText(), zone));
    if (from.isEmpty()) {
      refuse(muteFrom, "mute.noTime");
    } else if (to.isEmpty()) {
      refuse(muteTo, "mute.noTime");
    } else if (!to.get().isAfter(from.get()) || !to.get().isAfter(clock.get())) {
      refuse(muteTo, "mute.overBefore");
    } else {
      model.plan(subject.stream().toList(), clock.get(), new Span(from.get(), to.get()));
      close();
    }
  }

  private void refuse(TextField field, String key) {
    muteProblem.setText(texts.get(key));
    field.requestFocus();
  }
}
