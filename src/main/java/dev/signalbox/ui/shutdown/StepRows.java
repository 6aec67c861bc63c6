package dev.signalbox.ui.shutdown;

import dev.signalbox.base.Durations;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReport.Step;
import dev.signalbox.ui.objects.ObjectLooks;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import org.kordamp.ikonli.javafx.FontIcon;

/** One step of the way down, and below it what that step ends, each by its name. FX thread. */
final class StepRows {
  /** Of more, only those that have still to end are shown, and how many there are in all. */
  static final int MOST = 12;

  private final ShutdownPhase phase;
  private final List<EndingObject> objects;
  private final Texts texts;
  private final Row head;
  private final List<Row> rows = new ArrayList<>();

  /** The nodes of one line. */
  private record Row(FontIcon icon, Label name, Label detail, Label time) {
    static Row in(GridPane grid) {
      Row row = new Row(new FontIcon("fth-circle"), new Label(), new Label(), new Label());
      row.detail().getStyleClass().add("step-detail");
      row.detail().setWrapText(true);
      row.time().getStyleClass().addAll("numeric", "step-time");
      grid.addRow(grid.getRowCount(), row.icon(), row.name(), row.detail(), row.time());
      return row;
    }

    void show(String icon, Tone tone, String detail, String time) {
      icon().setIconLiteral(icon);
      tone.applyTo(icon());
      detail().setText(detail);
      time().setText(time);
    }

    void setShown(boolean shown) {
      for (var node : List.of(icon, name, detail, time)) {
        node.setVisible(shown);
        node.setManaged(shown);
      }
    }
  }

  /** Puts its lines below those that are there. */
  StepRows(ShutdownPhase phase, List<EndingObject> objects, GridPane grid, Texts texts) {
    this.phase = phase;
    this.objects = objects;
    this.texts = texts;
    this.head = Row.in(grid);
    head.name().setText(texts.get("shutdown.phase." + phase.name().toLowerCase(Texts.LOCALE)));
    head.name().getStyleClass().add("step-name");
    for (int i = 0; i < Math.min(MOST, objects.size()); i++) {
      Row row = Row.in(grid);
      row.name().getStyleClass().add("step-object");
      rows.add(row);
    }
  }

  /**
   * Shows how it stands.
   *
   * @param finished this step, if it is over
   * @param until when this step is given up, if it is under way
   * @param since how long it has been
   */
  void show(Optional<Step> finished, Optional<Instant> until, Duration since, Instant now) {
    if (finished.isPresent()) {
      Step step = finished.get();
      head.show(
          step.complete() ? "fth-check-circle" : "fth-alert-triangle",
          step.complete() ? Tone.SUCCESS : Tone.WARNING,
          step.detail(),
          Durations.taken(step.took()));
    } else if (until.isPresent()) {
      head.show("fth-loader", Tone.ACCENT, progress(), TimeText.tenths(since));
    } else {
      head.show("fth-circle", Tone.MUTED, "", "");
    }
    List<EndingObject> shown = shown();
    IntStream.range(0, rows.size())
        .forEach(
            i -> {
              Row row = rows.get(i);
              row.setShown(i < shown.size());
              if (i < shown.size()) {
                show(row, shown.get(i), finished.isPresent(), until, now);
              }
            });
  }

  private String progress() {
    long ended = objects.stream().filter(object -> !object.isAlive()).count();
    return objects.size() <= MOST
        ? texts.get("shutdown.underWay")
        : texts.get("shutdown.ended", Texts.number(ended), Texts.number(objects.size()));
  }

  private List<EndingObject> shown() {
    return objects.stream()
        .filter(object -> objects.size() <= MOST || object.isAlive())
        .limit(MOST)
        .toList();
  }

  private void show(
      Row row, EndingObject ending, boolean over, Optional<Instant> until, Instant now) {
    row.name().setText(ending.object().name());
    ObjectLooks looks = ending.object().looks().get();
    if (!ending.isAlive()) {
      row.show("fth-check-circle", Tone.SUCCESS, texts.get(endedWord()), "");
    } else if (over) {
      row.show("fth-alert-triangle", Tone.WARNING, texts.get("shutdown.notEnded"), "");
    } else if (until.isPresent()) {
      row.show(looks.icon(), looks.tone(), words(looks), bound(until.get(), now));
    } else {
      row.show("fth-clock", Tone.MUTED, texts.get("shutdown.waits"), "");
    }
    row.time().setAccessibleText(ending.object().name() + " " + row.time().getText());
  }

  private String endedWord() {
    return switch (phase) {
      case RELAY -> "shutdown.stopped";
      case ATTEMPTS -> "shutdown.cancelled";
      case NATS, DATABASES, LOGS -> "shutdown.closed";
    };
  }

  private static String words(ObjectLooks looks) {
    return looks.detail().isEmpty() ? looks.word() : looks.word() + ": " + looks.detail();
  }

  private String bound(Instant until, Instant now) {
    return texts.get("shutdown.bound", TimeText.secondsLeft(Duration.between(now, until)));
  }
}
