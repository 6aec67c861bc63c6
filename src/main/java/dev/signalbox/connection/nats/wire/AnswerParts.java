package dev.signalbox.connection.nats.wire;

import java.net.ProtocolException;

/**
 * Counts what the driver makes objects of when it takes a message for JSON, which it does by
 * recursion. No more than is needed of the grammar is known here: a quoted message is in base64,
 * which has none of these characters.
 */
final class AnswerParts {
  /** Nested or not, so that no closing bracket within a text can deceive. */
  static final int MOST_STRUCTURES = 1_000;

  /** The driver does not insist on commas. */
  static final int MOST_QUOTES_AND_COMMAS = 100_000;

  private long headers;
  private int structures;
  private int quotesAndCommas;

  /**
   * @param headers how many bytes come first, which are not JSON
   */
  AnswerParts(long headers) {
    this.headers = headers;
  }

  void read(byte[] bytes, int from, int to) throws ProtocolException {
    int skipped = (int) Math.min(headers, to - from);
    headers -= skipped;
    for (int at = from + skipped; at < to; at++) {
      switch (bytes[at]) {
        case '[', '{' -> structures++;
        case '"', ',' -> quotesAndCommas++;
        default -> {
          // Part of a value, which costs what its length says.
        }
      }
    }
    if (structures > MOST_STRUCTURES || quotesAndCommas > MOST_QUOTES_AND_COMMAS) {
      throw new ProtocolException("the server answers in a structure without end");
    }
  }
}
