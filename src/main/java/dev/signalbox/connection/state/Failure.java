package dev.signalbox.connection.state;

import dev.signalbox.base.ForeignText;
import dev.signalbox.base.StackTrace;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One failure, as the operator needs it. Its texts are bounded and fit to be shown, whoever wrote
 * them: each one line, but for the trace.
 *
 * @param where label and address of the endpoint
 * @param code the driver's or server's own code, such as {@code ORA-12514}
 * @param message one line without secrets
 * @param nextStep what most likely helps
 * @param trace the stack trace for the details view; may be empty
 */
public record Failure(
    FailureKind kind,
    String where,
    ConnectPhase phase,
    Instant at,
    Optional<String> code,
    String message,
    String nextStep,
    String trace) {
  /** How a message begins that tells of a server that is there and says nothing. */
  public static final String NO_ANSWER = "the server does not answer: ";

  /** How one begins whose answer came too late or never. */
  public static final String LATE = "no answer in time: ";

  private static final int CODE_LIMIT = 64;

  public Failure {
    where = ForeignText.line(where);
    code = code.map(text -> ForeignText.label(text, CODE_LIMIT));
    message = ForeignText.line(message);
    nextStep = ForeignText.line(nextStep);
    trace = ForeignText.lines(trace, ForeignText.LIMIT, StackTrace.LIMIT);
  }

  /** Whether nothing has failed, and only the word for what is so is not known here. */
  public boolean isNotUnderstood() {
    return kind == FailureKind.NOT_UNDERSTOOD;
  }

  /** One line for a row or a log: the message, and the code unless the message already names it. */
  public String oneLine() {
    return code.filter(c -> !message.contains(c))
        .map(c -> message + " (" + c + ")")
        .orElse(message);
  }

  /** The line for whoever has said already that there is no answer. */
  public String silence() {
    String line = oneLine();
    return Stream.of(NO_ANSWER, LATE)
        .filter(line::startsWith)
        .findFirst()
        .map(said -> line.substring(said.length()))
        .orElse(line);
  }

  /** How a failed initialization names its reason: "timed out in phase login". */
  public String reason() {
    return kind == FailureKind.TIMED_OUT ? "timed out in phase " + phase.word() : oneLine();
  }

  /** Everything about it, to be shown and copied. */
  public String details() {
    return "What: %s (%s)%nWhere: %s, phase %s%nWhen: %s%nCode: %s%nNext step: %s%s"
        .formatted(
            message,
            kind.word(),
            where,
            phase.word(),
            at,
            code.orElse("none"),
            nextStep,
            trace.isEmpty() ? "" : System.lineSeparator() + System.lineSeparator() + trace);
  }
}
