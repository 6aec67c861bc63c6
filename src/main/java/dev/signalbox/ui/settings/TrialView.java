package dev.signalbox.ui.settings;

import dev.signalbox.base.Subscription;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.TrialNews;
import dev.signalbox.ui.connections.LadderView;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Reveal;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The test of a draft, phase by phase, and what came of it. */
final class TrialView extends VBox {
  private final Texts texts;
  private final Supplier<Instant> now;
  private final FontIcon icon = new FontIcon("fth-loader");
  private final Label words = new Label();
  private final LadderView ladder;
  private final ReadOnlyBooleanWrapper underWay = new ReadOnlyBooleanWrapper();
  private Optional<Subscription> test = Optional.empty();
  private Optional<ConnectionSnapshot> latest = Optional.empty();
  private long number;

  TrialView(Texts texts, Supplier<Instant> now) {
    this.texts = texts;
    this.now = now;
    this.ladder = new LadderView(texts);
    words.setWrapText(true);
    words.setId("trialWords");
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(icon, words);
    line.getStyleClass().add("tool-line");
    getStyleClass().add("settings-trial");
    getChildren().addAll(line, ladder);
    clear();
  }

  /** Whether a test goes on. */
  ReadOnlyBooleanProperty underWayProperty() {
    return underWay.getReadOnlyProperty();
  }

  /** How the question for a password calls what is tested. */
  Optional<String> label() {
    return latest.filter(_ -> underWay.get()).map(snapshot -> snapshot.endpoint().label());
  }

  void begin(Configuring desk, ConnectionEdit edit) {
    cancel();
    long own = ++number;
    latest = Optional.empty();
    setShown(true);
    ladder.setVisible(false);
    ladder.setManaged(false);
    say("fth-loader", Tone.ACCENT, texts.get("settings.test.begun"));
    underWay.set(true);
    Reveal.of(this);
    test = Optional.of(desk.test(edit, news -> FxThread.run(() -> hear(own, news))));
  }

  private void hear(long own, TrialNews news) {
    if (own != number) {
      return;
    }
    switch (news) {
      case TrialNews.UnderWay(ConnectionSnapshot snapshot) -> {
        latest = Optional.of(snapshot);
        tick();
      }
      case TrialNews.Decided(ConnectionSnapshot snapshot) -> {
        latest = Optional.of(snapshot);
        end();
        showLadder(snapshot);
        showOutcome(snapshot);
        Reveal.of(this);
      }
      case TrialNews.Refused(String reason) -> {
        end();
        say("fth-alert-triangle", Tone.WARNING, texts.get("settings.test.refused", reason));
      }
    }
  }

  /** What the time changes, too. */
  void tick() {
    if (!underWay.get() || latest.isEmpty()) {
      return;
    }
    ConnectionSnapshot snapshot = latest.get();
    if (snapshot.state() instanceof ConnectionState.Connecting connecting) {
      say(
          "fth-loader",
          Tone.ACCENT,
          connecting.isAsking()
              ? texts.get("settings.test.asking")
              : texts.get(
                  "settings.test.underWay",
                  connecting.phase().word(),
                  TimeText.taken(Duration.between(connecting.since(), now.get())),
                  TimeText.taken(Duration.between(connecting.since(), connecting.deadline()))));
    }
    showLadder(snapshot);
  }

  private void showLadder(ConnectionSnapshot snapshot) {
    ladder.setVisible(true);
    ladder.setManaged(true);
    ladder.show(snapshot.connects(), now.get());
  }

  private void showOutcome(ConnectionSnapshot snapshot) {
    switch (snapshot.state()) {
      case ConnectionState.Connected connected ->
          say(
              "fth-check-circle",
              Tone.SUCCESS,
              texts.get(
                  "settings.test.connected",
                  TimeText.taken(connected.latency().orElse(Duration.ZERO)),
                  peer(connected.peer())));
      case ConnectionState.Off _,
          ConnectionState.Connecting _,
          ConnectionState.Cancelling _,
          ConnectionState.Stale _,
          ConnectionState.Waiting _,
          ConnectionState.Failed _,
          ConnectionState.Closing _ ->
          say(
              "fth-x-octagon",
              Tone.DANGER,
              snapshot.state().failure().map(this::failed).orElse(texts.get("settings.test.lost")));
    }
  }

  private static String peer(Peer peer) {
    return peer.line();
  }

  private String failed(Failure failure) {
    return texts.get("settings.test.failed", failure.oneLine(), failure.nextStep());
  }

  /** Calls it off, if it goes on. */
  void cancel() {
    if (underWay.get()) {
      number++;
      test.ifPresent(Subscription::close);
      end();
      say("fth-slash", Tone.MUTED, texts.get("settings.test.cancelled"));
    }
  }

  private void end() {
    test = Optional.empty();
    underWay.set(false);
  }

  /** Shows nothing, and tests nothing. */
  void clear() {
    cancel();
    setShown(false);
  }

  private void setShown(boolean shown) {
    setVisible(shown);
    setManaged(shown);
  }

  private void say(String shape, Tone tone, String said) {
    icon.setIconLiteral(shape);
    tone.applyTo(icon);
    words.setText(said);
  }
}
