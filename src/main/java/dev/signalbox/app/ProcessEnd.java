package dev.signalbox.app;

import dev.signalbox.shutdown.ShutdownReason;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final Object lock = new Object();
  private final PromptExit end = new PromptExit();
  private @Nullable Engine engine;
  private boolean exiting;

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

  /** To be called first of all. */
  void install() {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("shutdown-hook").unstarted(this::onRuntimeExit));
    Signals.handle("INT", this::onSignal);
    Signals.handle("TERM", this::onSignal);
    Signals.handle("HUP", this::onSignal);
    log().debug("Signals are handled");
    var _ = end.prepare();
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
   * Ends the process with this code; hooks of libraries do not run. Returns only if somebody else
   * is ending the process already, who has more to say.
   */
  void exit(int code) {
    synchronized (lock) {
      if (exiting) {
        return;
      }
      exiting = true;
    }
    end.now(code);
  }

  /** Ends the process with this code, now, whatever hangs. */
  void halt(int code) {
    end.now(code);
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
      Thread.ofPlatform().name("exit").start(() -> end.now(ExitCode.ORDERLY));
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
      closeBeforeTheEnd(running);
    }
    ConsoleLog.finish();
  }

  private static void closeBeforeTheEnd(Engine running) {
    try {
      running
          .coordinator()
          .shutdown(new ShutdownReason.VirtualMachineExit())
          .get(running.grace().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log().error("The shutdown did not end in time: {}", e.toString());
    } catch (InterruptedException e) {
      log().error("The runtime hook was interrupted");
    }
  }
}
