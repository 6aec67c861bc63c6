package dev.signalbox.console;

import dev.signalbox.relay.state.Position;
import java.util.List;
import java.util.Optional;

/** What a comparison of table and stream tells. */
public sealed interface VerifyNews {

  /**
   * How far it got.
   *
   * @param rows how many were compared until now
   * @param upTo the last of them, behind which it can be gone on with
   */
  record Compared(long rows, Position upTo) implements VerifyNews {}

  /** The last news. */
  record Ended(Answer<Result> answer) implements VerifyNews {}

  /**
   * What was found.
   *
   * @param rows how many were compared
   * @param upTo the last of them; empty if there was none
   * @param removed how many are older than what the stream keeps
   * @param diverted how many could not be relayed, and went to the dead-letter subject
   * @param missing the others that are not in it, in the order of the table
   * @param complete whether all rows of the range were compared: it ends early once very many are
   *     missing
   * @param lookedUpTo up to which message the stream was looked through for the missing ones
   */
  record Result(
      long rows,
      Optional<Position> upTo,
      long removed,
      long diverted,
      List<Position> missing,
      boolean complete,
      long lookedUpTo) {
    public Result {
      missing = List.copyOf(missing);
    }
  }
}
