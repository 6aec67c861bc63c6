package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's own end: signals, the runtime hook, exit and halt. Nothing else in the program ends
 * the virtual machine.
 *
 * <p>Signals are commands like any other. One that comes before there is anything to bring down
 * ends the process at once; every later one joins the shutdown.
 *
 * <p>Threading: any thread; nothing here waits for the FX thread.
 */
final class ProcessEnd {
  /** A shutdown that hangs is for its watchdog to end, whose code says so. */
  private static final Duration WATCHDOG_FIRST = Duration.ofMillis(500);

  private final Object lock = new Object();
  private final IntConsumer end;
  private @Nullable Engine engine;
  private boolean exiting;

  /**
   * Prepares it without doing anything.
   *
   * @param end ends the process with this exit code, at once
   */
  ProcessEnd(IntConsumer end) {
    this.end = end;
  }

  /**
   * Not loaded before the signals are handled, because until then they end the virtual machine. A
   * signal that comes while it is being loaded waits for that: what it logged meanwhile would be
   * lost.
   */
  private static final class Log {
    static final Logger LOG = LoggerFactory.getLogger("signalbox");
  }

  private static Logger log() {
    return Log.LOG;
  }

  /**
   * To be called first of all. Loads the log, too, which takes a while.
   *
   * @return false if the virtual machine is ending, of a signal that came before: then nothing may
   *     be begun, because what begins would say that it cannot
   */
  boolean install() {
    Signals.handle("TERM", this::onSignal);
    Signals.handle("INT", this::onSignal);
    Signals.handle("HUP", this::onSignal);
    log().debug("Signals are handled");
    // Only now: the virtual machine takes its time, too, to act on a signal that was its own.
    try {
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform().name("shutdown-hook").unstarted(this::onRuntimeExit));
      return true;
    } catch (IllegalStateException ending) {
      return false;
    }
  }

  /**
   * From now on signals go to this engine's coordinator.
   *
   * @return false if the process is ending already, or another engine is running, so that nothing
   *     may be started
   */
  boolean attach(Engine running) {
    synchronized (lock) {
      Engine before = engine;
      if (exiting || (before != null && !before.coordinator().closed().isDone())) {
        return false;
      }
      engine = running;
      return true;
    }
  }

  /**
   * Ends the process with this code, after the engine if there is one that runs; hooks of libraries
   * do not run. Blocks until it has closed or its watchdog strikes, and returns only if somebody
   * else is ending the process already, who has more to say.
   */
  void exit(int code) {
    Engine running;
    synchronized (lock) {
      if (exiting) {
        return;
      }
      exiting = true;
      running = engine;
    }
    // Closed already, as a rule. Not if the window was closed while its engine was being made.
    boolean orderly = running == null || closeBeforeTheEnd(running, new ShutdownReason.Quit());
    end.accept(orderly ? code : ExitCode.HALTED);
  }

  /** Whether the program is on its way down. */
  boolean isEnding() {
    Engine running;
    synchronized (lock) {
      running = engine;
      if (exiting) {
        return true;
      }
    }
    return running != null
        && !(running.coordinator().snapshot().state() instanceof ProgramState.Open);
  }

  /** Ends the process with this code, now, whatever hangs. */
  void halt(int code) {
    end.accept(code);
  }

  private void onSignal(int number) {
    ShutdownReason reason = new ShutdownReason.Signal(number);
    Engine running;
    synchronized (lock) {
      running = engine;
      if (running == null) {
        if (exiting) {
          return;
        }
        exiting = true;
      }
    }
    if (running != null) {
      var _ = running.coordinator().shutdown(reason);
    } else {
      log().info(reason.line());
      log().info("No resources to clean up (initialization failed early)");
      Thread.ofPlatform().name("exit").start(() -> end.accept(ExitCode.ORDERLY));
    }
  }

  /**
   * The virtual machine ends without our having asked, for instance because a library called exit.
   */
  private void onRuntimeExit() {
    Engine running;
    synchronized (lock) {
      exiting = true;
      running = engine;
    }
    if (running != null) {
      var _ = closeBeforeTheEnd(running, new ShutdownReason.VirtualMachineExit());
    }
    ConsoleLog.finish();
  }

  /** Whether it has closed; if not, its watchdog says why. */
  private static boolean closeBeforeTheEnd(Engine running, ShutdownReason reason) {
    try {
      running
          .coordinator()
          .shutdown(reason)
          .get(running.grace().plus(WATCHDOG_FIRST).toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      log().error("The shutdown did not end in time: {}", e.toString());
    } catch (InterruptedException e) {
      log().error("The wait for the shutdown was interrupted");
    }
    return false;
  }
}
