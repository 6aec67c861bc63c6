package dev.signalbox.console;

import dev.signalbox.base.Subscription;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What an operator may find out about the configuration, and about a draft before it is saved.
 * Nothing is changed by that; what changes something is a {@link Command}.
 *
 * <p>Threading: as the console.
 */
public interface Configuring {

  /** What stands in the configuration now. */
  CompletionStage<Answer<Configured>> read();

  /** All that keeps an edit from being saved, nothing if it can be; read as the program reads. */
  CompletionStage<List<DraftProblem>> check(ConnectionEdit edit);

  /**
   * Connects once as the draft says, in the way and within the time in which the engine would.
   *
   * @param listener hears how it goes, and at last what came of it
   * @return abandons the test when it is closed; the listener hears nothing more then
   */
  Subscription test(ConnectionEdit edit, Consumer<TrialNews> listener);

  /** Whether the file says something else than what is in use; looked at every few seconds. */
  SnapshotSource<Boolean> changedOnDisk();
}
