package dev.signalbox.console;

import dev.signalbox.connection.state.Failure;

/**
 * What became of a question to an engine.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {

  /** This is it. */
  record Given<T>(T value) implements Answer<T> {}

  /** A server, or what is configured, stood in the way. */
  record Failed<T>(Failure failure) implements Answer<T> {}

  /** It makes no sense now, or took too long; the reason is shown to the operator. */
  record Refused<T>(String reason) implements Answer<T> {}
}
