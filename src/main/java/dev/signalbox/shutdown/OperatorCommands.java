package dev.signalbox.shutdown;

import dev.signalbox.base.Verdict;
import java.util.concurrent.CompletableFuture;

/**
 * Everything an operator may ask for. Each command is guarded: it is refused, with a reason, where
 * it makes no sense, and repeats join. All may be called from any thread, answer at once and never
 * block.
 */
public interface OperatorCommands {

  Verdict connect(String endpoint);

  /** Abandons the attempt under way, or stops retrying. */
  Verdict cancel(String endpoint);

  Verdict disconnect(String endpoint);

  Verdict reconnect(String endpoint);

  /** Connects what the relay needs, then polls. Refused in production unless armed. */
  Verdict start(String relay);

  /** Abandons a start. */
  Verdict cancelStart(String relay);

  /** Finishes the page in flight, commits, and stops polling. Connections stay open. */
  Verdict stop(String relay);

  /** Stops without waiting for outstanding acknowledgements: rows may be sent again. */
  Verdict stopNow(String relay);

  /** Unlocks Start in production for ten minutes. */
  Verdict arm();

  /** Begins the orderly end; every call, whatever its reason, gets the same future. */
  CompletableFuture<ShutdownReport> shutdown(ShutdownReason reason);

  /** Ends the process at once, without finishing anything. Only while closing. */
  Verdict forceQuit();
}
