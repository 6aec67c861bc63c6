package dev.signalbox.ui.log.lines;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Goes through a log: filters, folds, searches and counts it, a slice at a time, so that another
 * wish never waits for the end of the one before. Held still, it goes through the log as it was
 * then; what comes is only counted.
 *
 * <p>Threading: for one thread at a time, which is not the window's.
 */
public final class Sieve {
  /** So many bars the time is cut into at most. */
  public static final int BARS = 240;

  /** So many places the list is cut into at most. */
  public static final int PLACES = 512;

  /** Of so many sources the last problem is known. */
  private static final int MOST_PROBLEMS = 1_000;

  private static final int SLICE = 2_048;

  /** About twenty milliseconds. */
  private static final long SLICE_EFFORT = 5_000_000;

  private final EntryStore store = new EntryStore();
  private final Set<Subject> sources = new HashSet<>();
  private final Set<FoldKey> unfolded = new HashSet<>();
  private final TreeSet<Long> marks = new TreeSet<>();
  private final Effort effort = Effort.forScan();
  private final Histogram histogram = new Histogram();
  private Optional<Entries> held = Optional.empty();

  /** The last warning or error of each source, the newest last. */
  private final Map<Subject, LogEntry> problems = new LinkedHashMap<>();

  private LogFilter filter = LogFilter.ALL;
  private boolean folds = true;
  private Folding folding = new Folding(true, Set.of(), marks);
  private Search search = new Search(TextPattern.NONE);
  private Sequences matching = new Sequences();
  private Sequences errors = new Sequences();
  private boolean tooCostly;
  private boolean changed;

  /** What has a lower number was gone through. */
  private long next;

  /** Matching entries that came after it was held still, and up to where they were counted. */
  private long unseen;

  private long unseenNext;

  /** Takes over what has come; the log has nothing any more before that number. */
  public void append(List<LogEntry> batch, long first) {
    store.append(batch);
    for (LogEntry entry : batch) {
      sources.add(entry.source());
      if (entry.severity().compareTo(Severity.WARN) >= 0) {
        noteProblem(entry);
      }
    }
    dropBefore(first);
    changed |= !batch.isEmpty();
  }

  private void noteProblem(LogEntry entry) {
    problems.remove(entry.source());
    problems.put(entry.source(), entry);
    if (problems.size() > MOST_PROBLEMS) {
      problems.remove(problems.keySet().iterator().next());
    }
  }

  private void dropBefore(long first) {
    store.dropBefore(first);
    if (held.isEmpty()) {
      forget();
    }
  }

  /** Forgets of what is shown what the store has not any more. */
  private void forget() {
    Entries kept = store.entries();
    long first = kept.size() == 0 ? next : kept.get(0).sequence();
    folding.dropBefore(first);
    matching.dropBefore(first);
    errors.dropBefore(first);
    search.dropBefore(first);
    marks.headSet(first).clear();
    if (kept.size() == 0) {
      histogram.clear();
    } else {
      histogram.dropBefore(kept.get(0).at());
    }
  }

  /** Forgets all lines before that number, held or not. */
  public void clear(long before) {
    store.dropBefore(before);
    held = held.map(_ -> store.snapshot());
    restart();
  }

  /** From now on nothing comes to what is shown. */
  public void hold() {
    if (held.isEmpty()) {
      held = Optional.of(store.snapshot());
      countUnseenAnew();
    }
  }

  /** Shows the newest again, and what comes. */
  public void follow() {
    held = Optional.empty();
    unseen = 0;
    changed = true;
    forget();
  }

  public void filter(LogFilter wanted) {
    filter = wanted;
    restart();
  }

  /** Whether repeats share a row. */
  public void fold(boolean wanted) {
    folds = wanted;
    unfolded.clear();
    restart();
  }

  /** Shows these repeats one by one, each at its own time, or in one row again. */
  public void toggleFold(FoldKey key) {
    if (!unfolded.remove(key)) {
      unfolded.add(key);
    }
    restart();
  }

  public void seek(TextPattern wanted) {
    search = new Search(wanted);
    changed = true;
  }

  /** Puts a mark at this entry, or takes it away. */
  public void toggleMark(long sequence) {
    if (!marks.remove(sequence)) {
      marks.add(sequence);
    }
    changed = true;
  }

  private void restart() {
    folding = new Folding(folds, unfolded, marks);
    search = new Search(search.wanted());
    matching = new Sequences();
    errors = new Sequences();
    histogram.clear();
    tooCostly = false;
    effort.renew();
    next = 0;
    changed = true;
    countUnseenAnew();
  }

  private void countUnseenAnew() {
    unseen = 0;
    unseenNext = held.map(Sieve::end).orElse(0L);
  }

  private static long end(Entries entries) {
    return entries.size() == 0 ? 0 : entries.get(entries.size() - 1).sequence() + 1;
  }

  /** What is shown, filter or not. */
  public Entries entries() {
    return held.orElseGet(store::snapshot);
  }

  /** Does one slice of what is to do; tells whether there is more. */
  public boolean work() {
    boolean moreToSift = sift();
    boolean moreToSearch = search.work(folding.rows(), SLICE);
    boolean moreToCount = held.isPresent() && countUnseen();
    boolean more = moreToSift || moreToSearch || moreToCount;
    if (!more) {
      effort.renew();
    }
    return more;
  }

  private boolean sift() {
    Entries source = held.orElseGet(store::entries);
    int at = source.indexAt(next);
    int end = Math.min(source.size(), at + SLICE);
    long least = effort.left() - SLICE_EFFORT;
    while (at < end && !tooCostly && effort.left() > least) {
      LogEntry entry = source.get(at++);
      next = entry.sequence() + 1;
      if (matches(entry)) {
        matching.add(entry.sequence());
        histogram.add(entry.at(), entry.severity());
        folding.add(entry);
      }
    }
    settleRows();
    return at < source.size() && !tooCostly;
  }

  private boolean matches(LogEntry entry) {
    try {
      return filter.matches(entry, effort);
    } catch (Effort.SpentException e) {
      tooCostly = true;
      changed = true;
      return false;
    }
  }

  private void settleRows() {
    RowBuffer rows = folding.rows();
    int from = folding.takeFirstChanged();
    long after = from == 0 ? 0 : rows.get(from - 1).sequence() + 1;
    errors.dropFrom(after);
    search.dropFrom(after);
    for (int i = from; i < rows.size(); i++) {
      if (rows.get(i).isError()) {
        errors.add(rows.get(i).sequence());
      }
    }
  }

  private boolean countUnseen() {
    Entries source = store.entries();
    int at = source.indexAt(unseenNext);
    int end = Math.min(source.size(), at + SLICE);
    while (at < end && !tooCostly) {
      LogEntry entry = source.get(at++);
      unseenNext = entry.sequence() + 1;
      if (matches(entry)) {
        unseen++;
        changed = true;
      }
    }
    return at < source.size() && !tooCostly;
  }

  /** Whether there is something to be told. */
  public boolean isChanged() {
    return changed || folding.isChanged() || search.isChanged();
  }

  /** What has changed since the last time. */
  public News takeNews() {
    changed = false;
    search.told();
    Entries source = held.orElseGet(store::entries);
    Sequences marked = new Sequences();
    marks.forEach(marked::add);
    Sequences found = search.found().copy();
    RowChange rows = folding.takeChange();
    return new News(
        rows,
        found,
        marked,
        histogram.bars(BARS),
        Ticks.of(folding.rows(), PLACES, errors, found, marked),
        new Standing(
            source.size(),
            matching.size(),
            unseen,
            source.size() == 0 ? 1 : (double) source.indexAt(next) / source.size(),
            tooCostly,
            search.isTooCostly(),
            Set.copyOf(sources),
            List.copyOf(problems.values())));
  }

  /**
   * What the window takes over. An immutable value.
   *
   * @param found the rows in which what is sought is
   * @param marked the entries that have a mark
   */
  public record News(
      RowChange rows,
      Sequences found,
      Sequences marked,
      Bars bars,
      Ticks ticks,
      Standing standing) {}

  /**
   * How far it has come. An immutable value.
   *
   * @param kept entries, shown or not
   * @param shown entries that the filter lets through, so far
   * @param unseen entries that it lets through and that came after the log was held still
   * @param done the share that was gone through, from 0 to 1
   * @param filterTooCostly whether it was given up because of an expression
   * @param searchTooCostly the same of the search
   * @param sources everybody who has said something
   * @param problems the last warning or error of each source, the newest last
   */
  public record Standing(
      int kept,
      int shown,
      long unseen,
      double done,
      boolean filterTooCostly,
      boolean searchTooCostly,
      Set<Subject> sources,
      List<LogEntry> problems) {
    /** Of an empty log. */
    public static final Standing NOTHING =
        new Standing(0, 0, 0, 1, false, false, Set.of(), List.of());

    /** The last warning or error of all. */
    public Optional<LogEntry> lastProblem() {
      return problems.isEmpty() ? Optional.empty() : Optional.of(problems.getLast());
    }

    public int hidden() {
      return kept - shown;
    }

    public boolean isComplete() {
      return done >= 1 || filterTooCostly;
    }
  }
}
