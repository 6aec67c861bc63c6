package dev.signalbox.relay.stream;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.state.PublishLatency;
import java.util.Optional;

/**
 * Hears what becomes of the rows that are published.
 *
 * <p>Threading: called on the run's thread; must not block.
 */
public interface PublishListener {

  /** The driver has taken some messages. */
  void published(int messages);

  /**
   * More rows are known to be stored.
   *
   * @param duplicates how many of them the stream had already
   */
  void acknowledged(int rows, int duplicates);

  /** How long those of them took that were sent; told behind them, to whom it is worth knowing. */
  default void took(PublishLatency latency) {}

  /** How many rows of the pages in flight are acknowledged without a gap. */
  void drained(int acknowledged, int total);

  /**
   * Before anything is published: how far the look is through what the stream has already, if that
   * is much.
   *
   * @param messages of the part of the stream that is looked through
   */
  default void compared(long done, long messages) {}

  /** Something of the stream that does not keep rows from it, and that an operator should know. */
  default void noticed(String words) {}

  /** Acknowledgements do not come, or, with an empty cause, they come again. */
  void overdue(Optional<Failure> cause);
}
