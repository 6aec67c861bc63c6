package dev.signalbox.ui;

import dev.signalbox.ui.connections.ConnectionModel;
import dev.signalbox.ui.log.LogModel;
import dev.signalbox.ui.model.ProgramModel;
import dev.signalbox.ui.past.PastModel;
import dev.signalbox.ui.relays.RelayModel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;

/**
 * Takes the time on to all that shows it, as often as is worth drawing, and has looked for what is
 * told by nobody. FX thread.
 */
final class PassingTime {
  /** Five times a second at most: each time all lines in sight are drawn. */
  private static final int TICKS_TO_LINES = 2;

  /** So many quick ticks are a second, which is what a slow one is. */
  private static final int TICKS_OF_SECOND = 10;

  private final ProgramModel program;
  private final List<ConnectionModel> connections;
  private final List<RelayModel> relays;
  private final LogModel log;
  private final PastModel past;
  private final Runnable changed;
  private final Pace pace = new Pace();
  private int ticksToLines;
  private int ticksToPast;
  private Instant figuresOf = Instant.MIN;

  /**
   * Begins to look.
   *
   * @param connections those that there are at any time
   * @param relays likewise
   * @param changed is called when more has changed than the time
   */
  PassingTime(
      ProgramModel program,
      List<ConnectionModel> connections,
      List<RelayModel> relays,
      LogModel log,
      PastModel past,
      Runnable changed) {
    this.program = program;
    this.connections = connections;
    this.relays = relays;
    this.log = log;
    this.past = past;
    this.changed = changed;
    // Where there was a line there will be another.
    log.readProperty().subscribe(_ -> pace.alert());
  }

  /**
   * A tick.
   *
   * @param upTo the time up to which what is shown is known
   * @param lag how long the FX thread took to get to it
   */
  void tick(Instant time, Instant upTo, Duration lag) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    if (!second.equals(figuresOf)) {
      figuresOf = second;
      readFigures();
    }
    int ticks = pace.quickProperty().get() ? 1 : TICKS_OF_SECOND;
    if (pace.tick(time, isPassing(), tellsSeconds(time), lag)) {
      moveOn(time, upTo);
    }
    ticksToLines -= ticks;
    if (ticksToLines <= 0) {
      ticksToLines = TICKS_TO_LINES;
      log.tick(program.now());
    }
    ticksToPast -= ticks;
    if (ticksToPast <= 0) {
      ticksToPast = TICKS_OF_SECOND;
      past.tick(program.now());
    }
  }

  /**
   * Once a second, when ages are drawn too. Each page of a relay changes them: drawn as often, they
   * would take its processor from it.
   */
  private void readFigures() {
    boolean news = false;
    for (RelayModel relay : relays) {
      news |= relay.readFigures();
    }
    if (news) {
      changed.run();
    }
  }

  private void moveOn(Instant time, Instant upTo) {
    boolean news = false;
    for (ConnectionModel connection : connections) {
      news |= connection.readAnswer();
    }
    if (news) {
      changed.run();
    }
    program.tick(upTo, pace.moveOn(time));
  }

  /** Whether something goes on of which the window tells more than once a second. */
  private boolean isPassing() {
    return !program.isOpen()
        || relays.stream().anyMatch(RelayModel::isPassing)
        || connections.stream().anyMatch(ConnectionModel::isPassing);
  }

  /** Whether the time alone changes each second what is shown. */
  private boolean tellsSeconds(Instant time) {
    return program.snapshot().armedUntil().isPresent()
        || relays.stream().anyMatch(relay -> relay.tellsSeconds(time))
        || connections.stream().anyMatch(connection -> connection.tellsSeconds(time));
  }

  /** The operator does something. */
  void quicken() {
    pace.quicken();
  }

  /** There is news. */
  void alert() {
    pace.alert();
  }

  /** Whether it is to be ticked ten times a second, or once. */
  ReadOnlyBooleanProperty quickProperty() {
    return pace.quickProperty();
  }
}
