package dev.signalbox.settings.reading;

import static dev.signalbox.settings.reading.ConfigurationFile.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of the wrong type or out of range. */
class ValueProblemsTest {
  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          retry: {enabled: yes}       | retry.enabled: expected true or false, found "yes"
          retry: {enabled: 1}         | retry.enabled: expected true or false, found "1"
          retry: {initial: [1]}       | retry.initial: expected a single value, found a list
          retry: {initial: {ms: 1}}   | retry.initial: expected a single value, found a mapping
          retry: {initial: }          | retry.initial: expected a single value, found nothing
          retry: {initial: 0}         | retry.initial: "0" is not longer than zero
          retry: {max: 0ms}           | retry.max: "0ms" is not longer than zero
          retry: {give_up_after: -5s} | retry.give_up_after: "-5s" is not longer than zero
          retry: {max: 100ms}         | retry.max: 100ms is shorter than "initial", which is 250ms
          retry: 5                    | retry: expected a mapping, found a single value
          log: {keep: many}           | log.keep: expected a whole number, found "many"
          log: {keep: 1.5}            | log.keep: expected a whole number, found "1.5"
          log: {keep: ''}             | log.keep: expected a whole number, found ""
          log: {keep: 0}              | log.keep: "0" is not between 1 and 1000000
          log: {keep: 1000001}        | log.keep: "1000001" is not between 1 and 1000000
          log: {keep: 99999999999999} | log.keep: "99999999999999" is not between 1 and 1000000
          log: {file: ''}             | log.file: must not be empty
          log: {file: "a\\0b"}        | log.file: "a\\u0000b" is not a file name: Nul character not allowed
          shutdown: {after_failure_of: any_relais} | shutdown.after_failure_of: "any_relais" is not one of all_relays, any_relay; did you mean "any_relay"?
          metrics: {port: 0}          | metrics.port: "0" is not between 1 and 65535
          metrics: {address: here}    | metrics.address: "here" is not an IP address; write 127.0.0.1 for this machine alone, or 0.0.0.0 for all
          log: {format: jsn}          | log.format: "jsn" is not one of text, json; did you mean "json"?
          log: {level: wrn}           | log.level: "wrn" is not one of error, warn, info, debug, trace; did you mean "warn"?
          environment: ' '            | environment: must not be empty
          """)
  void oneValue(String yaml, String problem) throws IOException {
    assertThat(file.problems(CONNECTIONS + yaml + "\n"))
        .containsExactly("signalbox.yaml:5: " + problem.replace("\\0", "\0"));
  }

  @ParameterizedTest
  @CsvSource({"soon", "1.5s", "10 s", "5d", "1s 1m", "597h", "s", "10S", "''"})
  void badDuration(String duration) throws IOException {
    assertThat(file.problems(CONNECTIONS + "lease: {ttl: '" + duration + "'}\n"))
        .containsExactly(
            "signalbox.yaml:5: lease.ttl: \""
                + duration
                + "\" is not a duration;"
                + " write 30 (seconds), 500ms, 10s, 5m or 1h, at most 596h");
  }

  @Test
  void longValueIsQuotedInPart() throws IOException {
    assertThat(file.problems(CONNECTIONS + "log: {keep: " + "x".repeat(200) + "}\n"))
        .containsExactly(
            "signalbox.yaml:5: log.keep: expected a whole number, found \""
                + "x".repeat(59)
                + "…\"");
  }

  @Test
  void valueFromAReferenceIsShownAsWritten() throws IOException {
    assertThat(
            file.problems(
                CONNECTIONS + "log: {keep: \"${env:KEEP}\"}\n", Map.of("KEEP", "hunter2")))
        .containsExactly(
            "signalbox.yaml:5: log.keep: expected a whole number, found \"${env:KEEP}\"");
  }
}
