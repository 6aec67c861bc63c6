package dev.signalbox.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StackTraceTest {
  @Test
  void causesAndWhatWasSuppressedAreWritten() {
    Exception failure = new IOException("outer", new IllegalStateException("inner"));
    failure.addSuppressed(new IOException("heard before"));

    assertThat(StackTrace.of(failure, text -> text))
        .startsWith("java.io.IOException: outer\n\tat dev.signalbox.base.StackTraceTest.")
        .contains("\n\tSuppressed: java.io.IOException: heard before\n")
        .contains("\nCaused by: java.lang.IllegalStateException: inner\n")
        .containsPattern("\n\t\\.\\.\\. \\d+ more\n");
  }

  @Test
  void aMessageIsOneLineWithoutSecrets() {
    String trace =
        StackTrace.of(
            new IOException("hunter2\n12:00:00 ERROR forged\u001b[2J"),
            text -> text.replace("hunter2", "***"));

    assertThat(trace)
        .startsWith("java.io.IOException: ***\\u000a12:00:00 ERROR forged\\u001b[2J\n\tat ");
  }

  @Test
  void itIsBoundedHoweverLongAndDeepTheFailureIs() {
    Throwable failure =
        IntStream.range(0, 10_000)
            .mapToObj(number -> "x".repeat(10_000))
            .reduce(
                (Throwable) new IOException("first"),
                (inner, message) -> new IOException(message, inner),
                (one, other) -> one);

    assertThat(StackTrace.of(failure, text -> text))
        .hasSize(StackTrace.LIMIT)
        .endsWith("… [the trace goes on]\n");
  }

  @Test
  void aCircleIsNamed() {
    IOException first = new IOException("first");
    IOException second = new IOException("second", first);
    first.initCause(second);

    assertThat(StackTrace.of(first, text -> text)).contains("[circular: java.io.IOException]");
  }
}
