package dev.signalbox.ui.incidents;

import dev.signalbox.ui.past.Past;
import dev.signalbox.ui.past.PastModel;
import dev.signalbox.ui.toolkit.FxThread;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The incidents that are open, found anew whenever the past has grown, on a virtual thread. */
public final class IncidentModel {
  /** What is over so soon needs nobody's eye, and nothing moves for it. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final PastModel past;
  private final Supplier<Plant> plant;
  private final ReadOnlyObjectWrapper<List<Incident>> open = new ReadOnlyObjectWrapper<>(List.of());
  private List<Incident> found = List.of();
  private long asked;

  /** Begins to look. */
  public IncidentModel(PastModel past, Supplier<Plant> plant) {
    this.past = past;
    this.plant = plant;
    past.pastProperty().subscribe(this::look);
    past.nowProperty().subscribe(this::show);
  }

  private void look(Past now) {
    long number = ++asked;
    Plant present = plant.get();
    var _ =
        Thread.ofVirtual()
            .name("incidents")
            .start(
                () -> {
                  List<Incident> incidents =
                      Handover.incidents(now, present).stream().filter(Incident::isOpen).toList();
                  FxThread.run(() -> found(number, incidents));
                });
  }

  private void found(long number, List<Incident> incidents) {
    if (number == asked) {
      found = incidents;
      show(past.nowProperty().get());
    }
  }

  private void show(Instant now) {
    open.set(found.stream().filter(incident -> !incident.from().plus(GRACE).isAfter(now)).toList());
  }

  ReadOnlyObjectProperty<List<Incident>> openProperty() {
    return open.getReadOnlyProperty();
  }

  Instant now() {
    return past.nowProperty().get();
  }

  ReadOnlyObjectProperty<Instant> nowProperty() {
    return past.nowProperty();
  }

  Plant plant() {
    return plant.get();
  }
}
