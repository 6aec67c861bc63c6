package dev.signalbox.ui.log;

import dev.signalbox.base.SerialExecutor;
import dev.signalbox.console.Console;
import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.ui.log.lines.Bars;
import dev.signalbox.ui.log.lines.FoldKey;
import dev.signalbox.ui.log.lines.LogExport;
import dev.signalbox.ui.log.lines.LogFilter;
import dev.signalbox.ui.log.lines.LogRow;
import dev.signalbox.ui.log.lines.Sequences;
import dev.signalbox.ui.log.lines.Sieve;
import dev.signalbox.ui.log.lines.TextPattern;
import dev.signalbox.ui.log.lines.Ticks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;

/**
 * What of an engine's log is shown. While it follows, each tick appends what has come; while it
 * does not, the lines stand still and what would have been shown is counted.
 */
public final class LogModel {
  /** More lines than that at once are more than anybody reads: they are shown half as often. */
  private static final int READABLE = 100;

  private final LogFeed feed;
  private final Severity lowest;
  private final LogLines lines = new LogLines();
  private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyLongWrapper unseen = new ReadOnlyLongWrapper();
  private final ReadOnlyLongWrapper read = new ReadOnlyLongWrapper();
  private final ReadOnlyObjectWrapper<Optional<LogEntry>> lastProblem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Sieve.Standing> standing =
      new ReadOnlyObjectWrapper<>(Sieve.Standing.NOTHING);
  private final ReadOnlyObjectWrapper<Sequences> found =
      new ReadOnlyObjectWrapper<>(Sequences.NONE);
  private final ReadOnlyObjectWrapper<Sequences> marked =
      new ReadOnlyObjectWrapper<>(Sequences.NONE);
  private final ReadOnlyObjectWrapper<Bars> bars = new ReadOnlyObjectWrapper<>(Bars.NONE);
  private final ReadOnlyObjectWrapper<Ticks> ticks = new ReadOnlyObjectWrapper<>(Ticks.NONE);
  private final ReadOnlyObjectWrapper<Instant> now = new ReadOnlyObjectWrapper<>(Instant.EPOCH);
  private final ReadOnlyObjectWrapper<TextPattern> sought =
      new ReadOnlyObjectWrapper<>(TextPattern.NONE);
  private LogFilter filter = LogFilter.ALL;
  private boolean folding = true;
  private long first;

  /** Whether there are too many lines to be read, and whether the last tick did without them. */
  private boolean flooded;

  private boolean waited;

  /** How much has been wished for so far, and how much of it is shown. */
  private long wishes;

  private long granted;
  private Runnable whenGranted = () -> {};

  public LogModel(Console console) {
    this(console, new SerialExecutor("log lines"));
  }

  /** Goes through the log on this executor, which does one thing at a time. */
  LogModel(Console console, Executor background) {
    this.feed = new LogFeed(console, background, this::takeOver);
    this.lowest = console.identity().logLevel();
  }

  /** Takes over what has been logged since the last tick. Called five times a second. */
  public void tick(Instant time) {
    now.set(time.truncatedTo(ChronoUnit.SECONDS));
    waited = flooded && !waited;
    if (!waited) {
      feed.ask();
    }
  }

  private void takeOver(LogFeed.Told told) {
    flooded = told.next() - read.get() > READABLE;
    first = told.first();
    granted = told.wish();
    Sieve.News news = told.news();
    found.set(news.found());
    marked.set(news.marked());
    // Before the lines: whoever hears of these asks how many are hidden.
    standing.set(news.standing());
    lines.apply(news.rows(), !following.get());
    unseen.set(following.get() ? 0 : news.standing().unseen());
    bars.set(news.bars());
    ticks.set(news.ticks());
    lastProblem.set(news.standing().lastProblem());
    read.set(told.next());
    if (isGranted()) {
      Runnable waiting = whenGranted;
      whenGranted = () -> {};
      waiting.run();
    }
  }

  private boolean isGranted() {
    return granted == wishes && standing.get().isComplete();
  }

  /** Does this as soon as all that was wished for is shown; instead of what waits for that now. */
  void whenShown(Runnable action) {
    if (isGranted()) {
      action.run();
    } else {
      whenGranted = action;
    }
  }

  private void wish(Consumer<Sieve> wished) {
    feed.run(++wishes, wished);
  }

  /** Holds the lines still; the log goes on. */
  public void hold() {
    if (following.get()) {
      following.set(false);
      wish(Sieve::hold);
    }
  }

  /** Shows the newest lines again, and every one that comes. */
  public void follow() {
    if (!following.get()) {
      unseen.set(0);
      following.set(true);
      wish(Sieve::follow);
    }
  }

  public void setFilter(LogFilter changed) {
    if (!changed.equals(filter)) {
      filter = changed;
      wish(sieve -> sieve.filter(changed));
    }
  }

  public LogFilter filter() {
    return filter;
  }

  /** Whether repeats share a row. */
  void setFolding(boolean wanted) {
    if (wanted != folding) {
      folding = wanted;
      wish(sieve -> sieve.fold(wanted));
    }
  }

  /** Shows these repeats one by one, or in one row again. */
  void toggleFold(FoldKey key) {
    wish(sieve -> sieve.toggleFold(key));
  }

  /** Looks for this among the lines shown. */
  void seek(TextPattern wanted) {
    if (!wanted.equals(sought.get())) {
      sought.set(wanted);
      wish(sieve -> sieve.seek(wanted));
    }
  }

  ReadOnlyObjectProperty<TextPattern> soughtProperty() {
    return sought.getReadOnlyProperty();
  }

  /** Puts a mark at this entry, or takes it away. */
  void toggleMark(long sequence) {
    wish(sieve -> sieve.toggleMark(sequence));
  }

  /** Takes all lines away; the engine keeps them. */
  public void clear() {
    feed.clear();
  }

  /** The lines shown, or all that are kept, each by itself. */
  CompletableFuture<LogExport> export(boolean all) {
    CompletableFuture<LogExport> export = new CompletableFuture<>();
    LogFilter wanted = all ? LogFilter.ALL : filter;
    wish(sieve -> export.complete(new LogExport(sieve.entries(), wanted)));
    return export;
  }

  public ObservableList<LogRow> lines() {
    return lines;
  }

  /** The index of the first row whose latest entry has this number or a higher one. */
  int indexAt(long sequence) {
    return lines.indexAt(sequence);
  }

  /** What the engine logs at least; anything less never comes. */
  Severity lowest() {
    return lowest;
  }

  public long kept() {
    return read.get() - first;
  }

  /** How many lines the engine has pushed out. */
  public long dropped() {
    return first;
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

  /** How far the log has been gone through, and what came of it. */
  public ReadOnlyObjectProperty<Sieve.Standing> standingProperty() {
    return standing.getReadOnlyProperty();
  }

  /** The second that it is. */
  ReadOnlyObjectProperty<Instant> nowProperty() {
    return now.getReadOnlyProperty();
  }

  /** The rows in which what is sought is. */
  ReadOnlyObjectProperty<Sequences> foundProperty() {
    return found.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Sequences> markedProperty() {
    return marked.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Bars> barsProperty() {
    return bars.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Ticks> ticksProperty() {
    return ticks.getReadOnlyProperty();
  }
}
