package dev.signalbox.base;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A stack trace as text, bounded while it is written: drivers put a server's words into messages,
 * and a message into the message of each cause. Each message becomes one line, so that none of them
 * looks like a line of the log. Confined to one thread.
 */
public final class StackTrace {
  /** Characters of a whole trace. */
  public static final int LIMIT = 32_768;

  private static final int MOST_FRAMES = 128;

  private final UnaryOperator<String> redaction;
  private final StringBuilder text = new StringBuilder(1_024);
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private StackTrace(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /** The trace of {@code failure}, whose messages, cut, have gone through {@code redaction}. */
  public static String of(Throwable failure, UnaryOperator<String> redaction) {
    StackTrace trace = new StackTrace(redaction);
    trace.write(failure, "", "", new StackTraceElement[0]);
    return trace.text.toString();
  }

  /**
   * Writes one failure and what belongs to it.
   *
   * @param caption how it belongs to the one before
   * @param outer the frames of the one before, of which the common ones are not repeated
   */
  private void write(
      Throwable failure, String indentation, String caption, StackTraceElement[] outer) {
    if (!seen.add(failure)) {
      line(indentation, caption + "[circular: " + failure.getClass().getName() + "]");
      return;
    }
    line(indentation, caption + words(failure));
    StackTraceElement[] frames = failure.getStackTrace();
    int own = frames.length - common(frames, outer);
    int shown = Math.min(own, MOST_FRAMES);
    for (int i = 0; i < shown && !isFull(); i++) {
      line(indentation, "\tat " + frames[i]);
    }
    if (shown < frames.length) {
      line(indentation, "\t... " + (frames.length - shown) + " more");
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      follow(suppressed, indentation + "\t", "Suppressed: ", frames);
    }
    follow(failure.getCause(), indentation, "Caused by: ", frames);
  }

  private void follow(
      @Nullable Throwable failure, String indentation, String caption, StackTraceElement[] outer) {
    if (failure != null && !isFull()) {
      write(failure, indentation, caption, outer);
    }
  }

  private static int common(StackTraceElement[] frames, StackTraceElement[] outer) {
    int common = 0;
    while (common < Math.min(frames.length, outer.length)
        && frames[frames.length - 1 - common].equals(outer[outer.length - 1 - common])) {
      common++;
    }
    return common;
  }

  private String words(Throwable failure) {
    String type = failure.getClass().getName();
    String message = Objects.requireNonNullElse(failure.getMessage(), "");
    return message.isEmpty()
        ? type
        : type + ": " + ForeignText.line(redaction.apply(ForeignText.cut(message)));
  }

  private boolean isFull() {
    return text.length() >= LIMIT;
  }

  /** What no longer fits is left out, and that it is so is the last line. */
  private void line(String indentation, String line) {
    if (isFull()) {
      return;
    }
    text.append(indentation).append(line).append('\n');
    if (isFull()) {
      String end = "… [the trace goes on]\n";
      text.setLength(LIMIT - end.length());
      text.append(end);
    }
  }
}
