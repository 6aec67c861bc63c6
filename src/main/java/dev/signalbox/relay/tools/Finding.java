package dev.signalbox.relay.tools;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;

/**
 * What a look at one thing that a relay needs has found.
 *
 * @param what it was
 * @param words what is so
 * @param remedy what to do about it, maybe with a statement or a command; empty if there is nothing
 */
public record Finding(What what, Result result, String words, String remedy) {

  /** What is looked at. */
  public enum What {
    TABLE("table"),
    STREAM("stream"),
    CHECKPOINT("checkpoint");

    private final String word;

    What(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** What that means for a start. */
  public enum Result {
    /** It can be as it is. */
    GOOD("good"),

    /** A start succeeds, but an operator should know. */
    REMARK("remark"),

    /** A start fails. */
    FAILED("FAILED");

    private final String word;

    Result(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  static Finding good(What what, String words) {
    return new Finding(what, Result.GOOD, words, "");
  }

  static Finding remark(What what, String words, String remedy) {
    return new Finding(what, Result.REMARK, words, remedy);
  }

  static Finding failed(What what, RelayException why) {
    Failure failure = why.failure();
    // What passes by itself is told with what a running relay does then.
    String remedy = why.recovery() == Recovery.RETRY ? "" : failure.nextStep();
    return new Finding(what, Result.FAILED, failure.oneLine(), remedy);
  }

  static Finding failed(What what, String words, String remedy) {
    return new Finding(what, Result.FAILED, words, remedy);
  }
}
