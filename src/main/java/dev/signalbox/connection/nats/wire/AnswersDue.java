package dev.signalbox.connection.nats.wire;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How large a message may be that a server sends now. The driver takes it apart at several times
 * its size, so that room is made for no more than what was asked for. Thread-safe.
 */
public final class AnswersDue {
  /** What JetStream says of an account is a few kilobytes. */
  static final int FIRST = 64 * 1024;

  /** A stream has as many subjects as there was room for when it was made. */
  static final int USUAL = 1024 * 1024;

  /** A message of 8 MB, beyond which a server warns, as JetStream quotes it in base64. */
  static final int STORED_MESSAGE = 12 * 1024 * 1024;

  private final AtomicInteger reading = new AtomicInteger();
  private volatile boolean jetStreamKnown;

  /** What reads a stored message. */
  @FunctionalInterface
  public interface Question<T, E extends Exception> {
    /** Asks and waits for the answer. */
    T ask() throws E, InterruptedException;
  }

  /** JetStream has answered for the first time. */
  public void jetStreamKnown() {
    jetStreamKnown = true;
  }

  /** Asks for a stored message, which may be large. */
  public <T, E extends Exception> T storedMessage(Question<T, E> question)
      throws E, InterruptedException {
    reading.incrementAndGet();
    try {
      return question.ask();
    } finally {
      reading.decrementAndGet();
    }
  }

  int largest() {
    if (!jetStreamKnown) {
      return FIRST;
    }
    return reading.get() > 0 ? STORED_MESSAGE : USUAL;
  }
}
