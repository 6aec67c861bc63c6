package dev.signalbox.journal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.journal.TransitionStore.Limits;
import dev.signalbox.testing.ManualScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** One run after the other over one folder, and what is logged of it. */
final class TransitionTrial implements AutoCloseable {
  static final Subject ORACLE = Subject.connection("oracle");
  static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  final FolderLocks locks = new FolderLocks();
  final ManualScheduler scheduler = new ManualScheduler();
  final Path folder;
  final Path file;
  private final Logger logger = (Logger) LoggerFactory.getLogger("signalbox.transitions");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  TransitionTrial(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(TransitionStore.FILE_NAME);
    logged.list = new CopyOnWriteArrayList<>();
    logged.start();
    logger.addAppender(logged);
  }

  /** One run: a history and its file. */
  record Run(TransitionHistory history, TransitionFile file) {

    void record(String... states) {
      for (String state : states) {
        history.record(transition(state));
      }
    }

    boolean flush() {
      return file.flush(soon());
    }

    boolean end() {
      return file.close(soon());
    }

    List<String> states() {
      return history.newest(Integer.MAX_VALUE).stream().map(Transition::to).toList();
    }
  }

  Run begin() {
    return begin(Limits.DEFAULT);
  }

  Run begin(Limits limits) {
    return begin(new TransitionHistory(), limits);
  }

  Run begin(TransitionHistory history, Limits limits) {
    return new Run(history, TransitionFile.open(folder, history, scheduler, locks, limits, soon()));
  }

  /** A run that only records this. */
  void run(String... states) {
    Run run = begin();
    run.record(states);
    if (!run.end()) {
      throw new AssertionError("Not written: " + messages());
    }
  }

  /** What a run finds that does nothing else. */
  List<String> readBack() {
    Run run = begin();
    run.end();
    return run.states();
  }

  List<String> warnings() {
    return logged(Level.WARN);
  }

  List<String> infos() {
    return logged(Level.INFO);
  }

  private List<String> logged(Level level) {
    return logged.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  List<String> messages() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }

  static Transition transition(String state) {
    return new Transition(
        ORACLE,
        NOW,
        "Off",
        state,
        Optional.of("because of " + state),
        Optional.of(new Actor("kurt", "console-3", "window")));
  }

  @Override
  public void close() {
    logger.detachAppender(logged);
  }
}
