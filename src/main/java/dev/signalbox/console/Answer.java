package dev.signalbox.console;

import dev.signalbox.connection.state.Failure;
import java.util.function.Function;

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

  /** With what is made of its value, if it has one. */
  default <R> Answer<R> map(Function<? super T, R> to) {
    return switch (this) {
      case Given<T>(T value) -> new Given<>(to.apply(value));
      case Failed<T>(Failure failure) -> new Failed<>(failure);
      case Refused<T>(String reason) -> new Refused<>(reason);
    };
  }
}
