package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not YAML, or YAML of a shape that means nothing. */
@Timeout(20)
class YamlProblemsTest {
  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @Test
  void secondColon() throws IOException {
    assertThat(file.problems("environment: staging\nlog: level: info\n"))
        .containsExactly(
            "signalbox.yaml:2: not valid YAML in column 11: mapping values are not allowed here");
  }

  @Test
  void bracketNeverClosed() throws IOException {
    assertThat(file.problems("a: [1,\n  2\n"))
        .containsExactly(
            "signalbox.yaml:3: not valid YAML in column 1: expected ',' or ']', but got"
                + " <stream end> (begun in line 1)");
  }

  @Test
  void quoteNeverClosed() throws IOException {
    assertThat(file.problems("a: 1\nb: \"secret\nc: 2\n"))
        .containsExactly(
            "signalbox.yaml:4: not valid YAML in column 1: found unexpected end of stream"
                + " (begun in line 2)");
  }

  @Test
  void tab() throws IOException {
    assertThat(file.problems("log:\n\tlevel: info\n"))
        .containsExactly(
            "signalbox.yaml:2: not valid YAML in column 1: found character '\\t(TAB)' that cannot"
                + " start any token; indent with blanks, not with tabs");
  }

  @Test
  void referenceInBracesWithoutQuotes() throws IOException {
    assertThat(file.problems("connections:\n  db: {password: ${env:PASSWORD}}\n"))
        .containsExactly(
            "signalbox.yaml:2: not valid YAML in column 19: expected ',' or '}', but got {;"
                + " put \"${...}\" in quotes");
  }

  @Test
  void passwordThatStartsLikeAnAlias() throws IOException {
    assertThat(file.problems("password: *hunter2\n"))
        .containsExactly("signalbox.yaml:1: not valid YAML in column 11: found undefined alias");
  }

  @Test
  void passwordThatStartsLikeATag() throws IOException {
    assertThat(file.problems("password: !hunter2!x y\n"))
        .containsExactly(
            "signalbox.yaml:1: not valid YAML in column 11: found undefined tag handle");
  }

  @Test
  void passwordWithAnEscapeOfItsOwn() throws IOException {
    assertThat(file.problems("password: \"\\uhunter2\"\n"))
        .containsExactly(
            "signalbox.yaml:1: not valid YAML in column 14: expected escape sequence of 4"
                + " hexadecimal numbers");
  }

  @Test
  void secondDocument() throws IOException {
    assertThat(file.problems("environment: a\n---\nenvironment: b\n"))
        .containsExactly(
            "signalbox.yaml:2: not valid YAML in column 1: expected a single document in the"
                + " stream, but found another document (begun in line 1)");
  }

  @Test
  void controlCharacter() throws IOException {
    assertThat(file.problems("environment: a\nlog: \u0001\n"))
        .containsExactly("signalbox.yaml:2: not valid YAML: control character U+0001");
  }

  @Test
  void nestedBeyondReason() throws IOException {
    assertThat(file.problems("[".repeat(100_000)))
        .containsExactly(
            "signalbox.yaml:1: not a configuration: lists or mappings nested too deeply");
  }

  @Test
  void keyThatIsAList() throws IOException {
    assertThat(file.problems("connections: {}\n? [a, b]\n: c\n"))
        .containsExactly("signalbox.yaml:2: expected a key, found a list");
  }

  @Test
  void mergeKey() throws IOException {
    assertThat(file.problems("connections: &all\n  <<: *all\n"))
        .containsExactly(
            "signalbox.yaml:2: connections.<<: merging is no part of YAML 1.2; repeat the keys");
  }

  @Test
  void mappingThatContainsItself() throws IOException {
    assertThat(file.problems("connections: &all\n  nats: *all\n"))
        .containsExactly("signalbox.yaml:2: connections.nats.type: missing required key");
  }
}
