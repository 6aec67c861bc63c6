package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about failures lists what servers of NATS say as the program takes it. */
class FailuresPageTest {
  private static final Path PAGE = Path.of("src", "site", "markdown", "failures.md");

  private static List<String> tableBelow(String heading) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals(heading))
        .dropWhile(line -> !line.startsWith("|---"))
        .skip(1)
        .takeWhile(line -> line.startsWith("|"))
        .toList();
  }

  private static String row(String words, FailureKind kind, String nextStep) {
    return "| %s | %s | %s | %s |"
        .formatted(words, kind.word(), kind.isRetryable() ? "yes" : "no", nextStep);
  }

  @Test
  void whatAServerSays() throws IOException {
    assertThat(tableBelow("### What a server says"))
        .containsExactlyElementsOf(
            ServerError.all().stream()
                .map(error -> row(error.words(), error.kind(), error.nextStep()))
                .toList());
  }

  @Test
  void whatJetStreamAnswers() throws IOException {
    assertThat(tableBelow("### What JetStream answers"))
        .containsExactlyElementsOf(
            JetStreamError.all().stream()
                .map(
                    error ->
                        row(error.code() + " " + error.words(), error.kind(), error.nextStep()))
                .toList());
  }
}
