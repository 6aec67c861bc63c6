package dev.signalbox.relay.call;

import dev.signalbox.connection.state.Failure;

/** A failure of a run, explained, with what the run can do about it. */
public sealed class RelayException extends Exception permits BadRowException {
  private static final long serialVersionUID = 1L;

  /** Whether trying again can help. */
  public enum Recovery {
    /** Somebody has to change something. */
    NONE,

    /** Trying again later can help. */
    RETRY,

    /** A mistake at the start; but what has worked before is expected to come back. */
    RETRY_ONCE_POLLED
  }

  private final transient Failure failure;
  private final Recovery recovery;

  public RelayException(Failure failure, Recovery recovery, Throwable cause) {
    super(failure.oneLine(), cause);
    this.failure = failure;
    this.recovery = recovery;
  }

  public RelayException(Failure failure, Recovery recovery) {
    super(failure.oneLine());
    this.failure = failure;
    this.recovery = recovery;
  }

  /** As its class says: some failures are never retried. */
  static RelayException of(Failure failure, Throwable cause) {
    return new RelayException(
        failure, failure.kind().isRetryable() ? Recovery.RETRY : Recovery.NONE, cause);
  }

  public Failure failure() {
    return failure;
  }

  public Recovery recovery() {
    return recovery;
  }
}
