package dev.signalbox.journal.samples;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.base.Deadline;
import dev.signalbox.journal.FolderLocks;
import dev.signalbox.journal.Subject;
import dev.signalbox.testing.ManualScheduler;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** One run after the other over one folder, and what is logged of it. */
final class SampleTrial implements AutoCloseable {
  static final Subject RELAY = Subject.relay("tracking");
  private static final Duration SOON = Duration.ofSeconds(20);

  final ManualScheduler scheduler = new ManualScheduler();
  final Path folder;
  private final FolderLocks locks = new FolderLocks();
  private final Logger logger = (Logger) LoggerFactory.getLogger("signalbox.samples");
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  SampleTrial(Path folder) {
    this.folder = folder;
    logged.list = new CopyOnWriteArrayList<>();
    logged.start();
    logger.addAppender(logged);
  }

  /** One run: a record and its files. */
  final class Run {
    private final SampleHistory history = new SampleHistory();
    private final SampleFile file =
        SampleFile.open(folder, history, scheduler, locks, Deadline.in(SOON));

    /** Measures as many rows in the second that passes with it. */
    void second(double rows) {
      Instant before = scheduler.now();
      scheduler.advance(Duration.ofSeconds(1));
      history.watch(scheduler.now());
      history.record(RELAY, Measure.READ, before, scheduler.now(), rows);
    }

    /** Lets time pass until the record has been written once more, or was tried to be. */
    void written() {
      long before = scheduler.scheduled();
      scheduler.advance(Step.SECOND.writing());
      await().atMost(SOON).until(() -> scheduler.scheduled() > before);
    }

    boolean end() {
      return file.close(Deadline.in(SOON));
    }

    /** The most rows of a second that are known of the last fifty minutes; 0 if nothing is. */
    long most() {
      Instant now = scheduler.now();
      return history
          .between(RELAY, now.minus(Duration.ofMinutes(50)), now, now, 10_000)
          .of(Measure.READ)
          .map(series -> Math.round((double) series.greatest()))
          .orElse(0L);
    }
  }

  Run begin() {
    return new Run();
  }

  Path file(Step step) {
    return new SampleStore(folder, new SampleHistory(), scheduler, locks).file(step);
  }

  List<String> warnings() {
    return logged.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  List<String> messages() {
    return logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    logger.detachAppender(logged);
  }
}
