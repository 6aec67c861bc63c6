package dev.signalbox.console;

import dev.signalbox.base.Verdict;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import java.util.concurrent.CompletionStage;

/** The end of an engine, for a window that lives and ends with it. */
public interface EngineLife {

  /** Begins the orderly end; every call, whatever its reason, gets the same report. */
  CompletionStage<ShutdownReport> shutdown(ShutdownReason reason);

  /** Ends the process at once, without finishing anything. Only while closing. */
  CompletionStage<Verdict> forceQuit();
}
