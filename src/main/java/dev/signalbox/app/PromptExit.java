package dev.signalbox.app;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * Ends the process by the operating system's own exit. The virtual machine's takes another 300 ms
 * whenever a thread is in native code, as the one that polls for virtual threads always is, and the
 * window's too; and by then there is nothing left that it could do for us.
 *
 * <p>Threading: any thread.
 */
final class PromptExit {
  /** An output that nobody takes any more must not keep the process. */
  private static final Duration FLUSH_LIMIT = Duration.ofMillis(100);

  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<Optional<MethodHandle>> exit = new CompletableFuture<>();

  /**
   * Looks it up on a thread of its own, unless that has begun. It takes some tens of milliseconds,
   * which whoever shows a window has better use for at first.
   *
   * @return completed when it has been looked up
   */
  CompletableFuture<?> prepare() {
    if (begun.compareAndSet(false, true)) {
      Thread.ofVirtual().name("prepare exit").start(() -> exit.complete(find()));
    }
    return exit;
  }

  @SuppressWarnings("restricted") // The start script allows it.
  private static Optional<MethodHandle> find() {
    try {
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("_exit")
          .map(
              symbol ->
                  linker.downcallHandle(symbol, FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT)));
    } catch (UnsupportedOperationException | IllegalCallerException e) {
      LoggerFactory.getLogger("signalbox")
          .debug("The process ends by the virtual machine's own exit: {}", e.toString());
      return Optional.empty();
    }
  }

  /** Ends the process with this code, at once; returns never. */
  void now(int code) {
    try {
      flush();
      Optional<MethodHandle> found = exit.getNow(Optional.empty());
      if (found.isPresent()) {
        found.get().invokeExact(code);
      }
    } catch (Throwable t) {
      // Told to nobody: a log that hangs may be why the process is to end.
      Runtime.getRuntime().halt(code);
    }
    Runtime.getRuntime().halt(code);
  }

  /** Writes out what is still queued; whoever is stuck in writing holds the stream's lock. */
  private static void flush() throws InterruptedException {
    Thread.ofPlatform()
        .daemon()
        .name("flush")
        .start(
            () -> {
              ConsoleLog.finish();
              System.out.flush();
              System.err.flush();
            })
        .join(FLUSH_LIMIT);
  }
}
