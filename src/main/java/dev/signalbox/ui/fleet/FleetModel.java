package dev.signalbox.ui.fleet;

import dev.signalbox.base.SerialExecutor;
import dev.signalbox.base.Subscription;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.fleet.standing.FleetFilter;
import dev.signalbox.ui.fleet.standing.FleetJudge;
import dev.signalbox.ui.fleet.standing.FleetPicture;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The engines as the window has them. However fast they change, they are judged twice a second at
 * most, and off the FX thread. What is said of them is shown at once; the order is held for three
 * seconds after the operator has done something, so that nothing jumps under the hand.
 *
 * <p>Threading: FX thread.
 */
final class FleetModel implements AutoCloseable {
  static final Duration JUDGED_EVERY = Duration.ofMillis(500);
  static final Duration HELD = Duration.ofSeconds(3);

  private final Fleet fleet;
  private final FleetJudge judge;
  private final Executor background;
  private final Subscription subscription;
  private final FleetLines lines = new FleetLines();
  private final ReadOnlyObjectWrapper<FleetPicture> picture;
  private final ReadOnlyObjectWrapper<List<FleetLine>> order =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();
  private FleetFilter filter = FleetFilter.NONE;
  private volatile boolean changed;
  private boolean judging;
  private boolean closed;
  private Instant judgedAt;
  private Instant touchedAt = Instant.MIN;
  private Instant now;

  /** Begins to listen. */
  FleetModel(Fleet fleet, Texts texts, Instant start) {
    this(fleet, texts, start, new SerialExecutor("judge engines"));
  }

  /** Judges on this executor, which does one thing at a time. */
  FleetModel(Fleet fleet, Texts texts, Instant start, Executor background) {
    this.fleet = fleet;
    this.judge = new FleetJudge(texts);
    this.background = background;
    this.now = start;
    this.judgedAt = start;
    this.picture = new ReadOnlyObjectWrapper<>(nothing(fleet));
    this.subscription = fleet.engines().listen(_ -> changed = true);
    judge();
  }

  private static FleetPicture nothing(Fleet fleet) {
    return new FleetPicture(
        fleet.engines().snapshot().link(), Map.of(), List.of(), Map.of(), FleetFilter.NONE);
  }

  /** A tenth of a second has passed. */
  void tick(Instant time) {
    now = time;
    if (changed && !judging && !time.isBefore(judgedAt.plus(JUDGED_EVERY))) {
      judge();
    }
    if (held.get() && !isTouched()) {
      arrange();
    }
  }

  private void judge() {
    judging = true;
    changed = false;
    judgedAt = now;
    FleetFilter wanted = filter;
    background.execute(() -> judge(wanted));
  }

  private void judge(FleetFilter wanted) {
    try {
      FleetPicture judged = judge.judge(fleet.engines().snapshot(), wanted);
      FxThread.run(() -> show(judged));
    } finally {
      FxThread.run(() -> judging = false);
    }
  }

  private void show(FleetPicture next) {
    if (closed || !next.filter().equals(filter)) {
      // Judged for a filter that is not wished for any more: the next one is under way.
      return;
    }
    boolean wished = !next.filter().equals(picture.get().filter());
    lines.update(next);
    picture.set(next);
    boolean standing = !wished && lines.areThere(order.get());
    if (standing && isTouched()) {
      held.set(!lines.order(next).equals(order.get()));
    } else {
      arrange();
    }
  }

  private boolean isTouched() {
    return !touchedAt.equals(Instant.MIN) && now.isBefore(touchedAt.plus(HELD));
  }

  private void arrange() {
    held.set(false);
    List<FleetLine> next = lines.order(picture.get());
    if (!next.equals(order.get())) {
      order.set(next);
    }
  }

  /** The operator does something: nothing moves for a while. */
  void touch(Instant time) {
    touchedAt = time;
  }

  FleetFilter filter() {
    return filter;
  }

  /** Shows only these, at once: that was asked for. */
  void filter(FleetFilter wanted) {
    if (!wanted.equals(filter)) {
      filter = wanted;
      judge();
    }
  }

  ReadOnlyObjectProperty<FleetPicture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** The lines as they lie in the list; another list whenever they lie otherwise. */
  ReadOnlyObjectProperty<List<FleetLine>> orderProperty() {
    return order.getReadOnlyProperty();
  }

  /** Whether they would lie otherwise by now. */
  ReadOnlyBooleanProperty heldProperty() {
    return held.getReadOnlyProperty();
  }

  /** All engines that are shown, in their order. */
  List<EngineLooks> shown() {
    List<EngineLooks> shown = new ArrayList<>();
    order.get().forEach(line -> line.engine().ifPresent(one -> shown.add(one.looks().get())));
    return shown;
  }

  /** Listens to nothing any more; what is shown stays. */
  @Override
  public void close() {
    closed = true;
    subscription.close();
  }
}
