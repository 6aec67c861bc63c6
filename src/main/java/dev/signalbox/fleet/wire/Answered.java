package dev.signalbox.fleet.wire;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.console.Answer;
import java.util.Optional;

/**
 * What became of a question about a relay: one of the three.
 *
 * @param given what was asked for
 * @param refused why there is no answer, in one line
 */
public record Answered<T>(Optional<T> given, Optional<Failure> failed, Optional<String> refused) {

  /** Of what the engine has found out. */
  public static <T> Answered<T> of(Answer<T> answer) {
    return switch (answer) {
      case Answer.Given<T>(T value) ->
          new Answered<>(Optional.of(value), Optional.empty(), Optional.empty());
      case Answer.Failed<T>(Failure failure) ->
          new Answered<>(Optional.empty(), Optional.of(failure), Optional.empty());
      case Answer.Refused<T>(String reason) ->
          new Answered<>(Optional.empty(), Optional.empty(), Optional.of(reason));
    };
  }

  /** As a window takes it. */
  public Answer<T> answer() {
    return given
        .<Answer<T>>map(Answer.Given::new)
        .or(() -> failed.map(Answer.Failed::new))
        .orElseGet(() -> new Answer.Refused<>(refused.orElse("the engine said nothing")));
  }
}
