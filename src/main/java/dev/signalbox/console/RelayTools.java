package dev.signalbox.console;

import dev.signalbox.base.Subscription;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What an operator may find out about one relay beside its state. Nothing is changed by that; what
 * changes something is a {@link Command}. The relay's connections have to be open.
 *
 * <p>Threading: as the console. Each question is answered within a minute, if only with a refusal.
 */
public interface RelayTools {

  /** Where the relay is; empty if it never started. */
  CompletionStage<Answer<Optional<RelayPosition>>> position();

  /**
   * How many rows wait for the relay. Costs the source what reading them costs: to be asked seldom.
   */
  CompletionStage<Answer<Backlog>> backlog();

  /**
   * What operators did to its position, its lease and its rows, the last first, at most {@code
   * limit}.
   */
  CompletionStage<Answer<List<PositionChange>>> history(int limit);

  /**
   * What setting the position would mean.
   *
   * @param target {@code TIMESTAMP,ID} of the row to go on behind, or {@code beginning}
   */
  CompletionStage<Answer<PositionPlan>> plan(String target);

  /** The next rows as they would be published, at most {@code rows}. */
  CompletionStage<Answer<NextRows>> preview(int rows);

  /** Who has the lease; takes a third of its time, to see whether it is renewed. */
  CompletionStage<Answer<LeaseHolding>> lease();

  /**
   * Compares the table with the stream, for as long as that takes.
   *
   * @param listener hears how far it got, and at last the answer
   * @return ends the comparison when it is closed; the listener hears nothing more then
   */
  Subscription verify(VerifyRange range, Consumer<VerifyNews> listener);
}
