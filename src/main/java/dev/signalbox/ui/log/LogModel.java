package dev.signalbox.ui.log;

import dev.signalbox.console.Console;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.LogPage;
import dev.signalbox.journal.Severity;
import dev.signalbox.ui.toolkit.FxThread;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What of an engine's log is shown. While it follows, each tick appends what has come; while it
 * does not, the lines stand still and what would have been shown is counted.
 */
public final class LogModel {
  private final Console console;
  private final int capacity;
  private final LogLines lines;
  private final Executor background;
  private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyLongWrapper unseen = new ReadOnlyLongWrapper();
  private final ReadOnlyObjectWrapper<Optional<LogEntry>> lastProblem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private LogFilter filter = LogFilter.ALL;

  /** Lines before this number were cleared away. */
  private long clearedTo;

  /** Lines before this number have been looked at. */
  private final ReadOnlyLongWrapper read = new ReadOnlyLongWrapper();

  /** Lines from this number on came after it was held still. */
  private long heldFrom;

  /** Whether an answer is still to come. */
  private boolean asking;

  private int scans;
  private int scansDone;

  public LogModel(Console console) {
    this(
        console,
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("log filter").factory()));
  }

  /** Filters the whole log on this executor. */
  LogModel(Console console, Executor background) {
    this.console = console;
    this.background = background;
    this.capacity = console.identity().logCapacity();
    this.lines = new LogLines(capacity);
  }

  /** Takes over what has been logged since the last tick. Called ten times a second. */
  public void tick() {
    if (!asking) {
      // One question at a time: an engine that answers slowly is not asked the same again.
      asking = true;
      long from = read.get();
      var _ =
          console
              .log(from, capacity)
              .whenComplete((page, _) -> FxThread.run(() -> answered(from, page)));
    }
  }

  /**
   * No answer, or one to what is no longer the question, leaves all as it was for the next tick.
   */
  private void answered(long from, @Nullable LogPage page) {
    asking = false;
    if (page != null && from == read.get()) {
      take(page.entries());
      if (following.get()) {
        lines.dropBefore(page.first());
      }
    }
  }

  private void take(List<LogEntry> batch) {
    if (batch.isEmpty()) {
      return;
    }
    read.set(batch.getLast().sequence() + 1);
    batch.reversed().stream()
        .filter(entry -> entry.severity().compareTo(Severity.WARN) >= 0)
        .findFirst()
        .ifPresent(problem -> lastProblem.set(Optional.of(problem)));
    if (!following.get()) {
      unseen.set(unseen.get() + batch.stream().filter(filter::matches).count());
    } else if (scansDone == scans) {
      lines.append(batch.stream().filter(filter::matches).toList());
    }
  }

  /** Holds the lines still; the log goes on. */
  public void hold() {
    if (following.get()) {
      heldFrom = read.get();
      unseen.set(0);
      following.set(false);
    }
  }

  /** Shows the newest lines again, and every one that comes. */
  public void follow() {
    if (!following.get()) {
      unseen.set(0);
      following.set(true);
      scan();
    }
  }

  public void setFilter(LogFilter changed) {
    if (!changed.equals(filter)) {
      filter = changed;
      scan();
    }
  }

  public LogFilter filter() {
    return filter;
  }

  /** Takes all lines away; the engine keeps them. */
  public void clear() {
    var _ = console.logTail(0).thenAccept(tail -> FxThread.run(() -> clear(tail.next())));
  }

  private void clear(long upTo) {
    clearedTo = upTo;
    read.set(clearedTo);
    heldFrom = clearedTo;
    unseen.set(0);
    scans++;
    scansDone = scans;
    lines.replace(List.of());
  }

  /** Goes through the log in the background; meanwhile the old lines stay. */
  private void scan() {
    scans++;
    int scan = scans;
    LogFilter wanted = filter;
    long from = clearedTo;
    long to = following.get() ? Long.MAX_VALUE : heldFrom;
    background.execute(
        () -> {
          var _ =
              console
                  .log(from, capacity)
                  .whenComplete((page, _) -> finishLater(scan, wanted, to, page));
        });
  }

  /** Filters on whatever thread the answer comes on, which is not the FX thread. */
  private void finishLater(int scan, LogFilter wanted, long to, @Nullable LogPage page) {
    if (page == null) {
      // What is shown stays, and what comes is appended again.
      Platform.runLater(() -> scansDone = Math.max(scansDone, scan));
      return;
    }
    List<LogEntry> matching =
        page.entries().stream().filter(e -> e.sequence() < to).filter(wanted::matches).toList();
    Platform.runLater(() -> finish(scan, matching, page.next()));
  }

  private void finish(int scan, List<LogEntry> matching, long readTo) {
    if (scan != scans) {
      return;
    }
    scansDone = scan;
    if (following.get()) {
      lines.replace(matching);
      // What came after the scan was looked at, but not appended: the next tick does both.
      read.set(readTo);
    } else {
      lines.replace(matching.stream().filter(e -> e.sequence() < heldFrom).toList());
      if (readTo < heldFrom) {
        // It was held still while this was on its way: what came in between belongs to it.
        scan();
      }
    }
  }

  public ObservableList<LogEntry> lines() {
    return lines;
  }

  /** How many lines there are that the filter does not let through. */
  public long hidden() {
    long kept = Math.min(read.get() - clearedTo, capacity);
    return Math.max(0, kept - lines.size());
  }

  public long kept() {
    return Math.min(read.get(), capacity);
  }

  /** How many lines the engine has pushed out. */
  public long dropped() {
    return Math.max(0, read.get() - capacity);
  }

  /** How many lines there have been so far. */
  public ReadOnlyLongProperty readProperty() {
    return read.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty followingProperty() {
    return following.getReadOnlyProperty();
  }

  /** Matching lines that came while it was held still. */
  public ReadOnlyLongProperty unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /** The last warning or error. */
  public ReadOnlyObjectProperty<Optional<LogEntry>> lastProblemProperty() {
    return lastProblem.getReadOnlyProperty();
  }
}
