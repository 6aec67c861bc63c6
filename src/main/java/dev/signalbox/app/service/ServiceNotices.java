package dev.signalbox.app.service;

import dev.signalbox.base.Scheduler;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the manager how the program fares. That it lives is told only after every owner has
 * answered anew, on a virtual thread: a lock that is never given back, or no carrier for virtual
 * threads, ends these messages, and the manager the program.
 *
 * <p>Threading: called by the coordinator's listener thread and the scheduler.
 */
public final class ServiceNotices {
  /** Of the manager's patience: one may be late without being missed. */
  private static final int BEATS = 3;

  /** What follows the shutdown itself, until the process has ended. */
  private static final Duration EXIT = Duration.ofSeconds(1);

  private final ServiceManager manager;
  private final Scheduler scheduler;
  private final Runnable question;
  private final Duration grace;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private volatile boolean over;

  private ServiceNotices(
      ServiceManager manager, Scheduler scheduler, Runnable question, Duration grace) {
    this.manager = manager;
    this.scheduler = scheduler;
    this.question = question;
    this.grace = grace;
  }

  /**
   * Begins to tell: that the program serves at once, the rest until it has ended.
   *
   * @param question returns when every owner has answered; may block
   * @param grace the whole budget of a shutdown
   */
  public static void begin(
      ServiceManager manager,
      Scheduler scheduler,
      ShutdownCoordinator coordinator,
      Runnable question,
      Duration grace) {
    ServiceNotices notices = new ServiceNotices(manager, scheduler, question, grace);
    manager.serving();
    coordinator.addListener(notices::onProgram);
    manager.patience().ifPresent(patience -> notices.ask(patience.dividedBy(BEATS)));
  }

  private void onProgram(ProgramSnapshot program) {
    switch (program.state()) {
      case ProgramState.Open _ -> {}
      case ProgramState.Closing _ -> {
        if (stopping.compareAndSet(false, true)) {
          manager.stopping(grace.plus(EXIT));
        }
      }
      case ProgramState.Closed _ -> over = true;
    }
  }

  private void ask(Duration interval) {
    Thread.ofVirtual()
        .name("liveness")
        .start(
            () -> {
              question.run();
              if (!over) {
                manager.alive();
                askLater(interval);
              }
            });
  }

  private void askLater(Duration interval) {
    try {
      scheduler.schedule(interval, () -> ask(interval));
    } catch (RejectedExecutionException schedulerClosed) {
      // The program has ended meanwhile, and nobody waits for a sign of its life any more.
      over = true;
    }
  }
}
