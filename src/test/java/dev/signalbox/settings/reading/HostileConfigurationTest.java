package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to cost time, memory, or the reader's trust in what he sees. */
class HostileConfigurationTest {
  private static final int LARGE = 1_000_000;

  @TempDir Path folder;

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of(
            "unknown keys",
            lines(90_000, "key%d: "),
            "25000: not a configuration: more than 50,000 keys and values"),
        Arguments.of(
            "unknown keys, fewer of them",
            "connections: {}\n" + lines(20_000, "key%d: "),
            "2: key0: unknown key; known: environment, connections, polling, fleet, retry, lease,"
                + " shutdown, log, metrics"),
        Arguments.of(
            "mappings in mappings",
            "{a: ".repeat(200_000),
            "1: not a configuration: lists or mappings nested too deeply"),
        Arguments.of(
            "lists in lists",
            "- ".repeat(500_000),
            "1: not a configuration: lists or mappings nested too deeply"),
        Arguments.of(
            "a billion laughs",
            laughs(),
            "1: a0: unknown key; known: environment, connections, polling, fleet, retry, lease,"
                + " shutdown, log, metrics"),
        Arguments.of(
            "aliases of a list",
            "a: &a []\n" + lines(60, "a%d: *a"),
            "1: a: unknown key; known: environment, connections, polling, fleet, retry, lease,"
                + " shutdown, log, metrics"),
        Arguments.of(
            "aliases of a long address",
            "connections:\n  n: {type: nats, servers: [&a nats://"
                + "h".repeat(4_000)
                + ", *a".repeat(900)
                + "]}",
            "2: connections.n.servers[519]: aliases and references make more of this file than"
                + " 4 MiB"),
        Arguments.of(
            "too many aliases",
            "a: [&a b" + ", *a".repeat(2_000) + "]",
            "1: not a configuration: more than 1,000 aliases"),
        Arguments.of(
            "aliases of properties",
            "connections:\n  a: {type: x, properties: &p {"
                + keys(15_000)
                + "}}\n"
                + lines(
                    900,
                    "  b%d: {type: oracle, url: h/s, username: u, password: p,"
                        + " properties: *p}"),
            "2: connections.a.type: \"x\" is not one of nats, oracle, mariadb"),
        Arguments.of(
            "a variable over and over",
            "environment: " + "${env:BIG}".repeat(90_000),
            "1: environment: is longer than 65,536 characters"),
        Arguments.of(
            "a file over and over",
            "environment: a\nconnections:\n  n: {type: nats, servers: [a"
                + ", '${file:big}'".repeat(20_000)
                + "]}",
            "3: connections.n.servers[0]: not an address of NATS; write nats://host:4222 or"
                + " tls://host:4222"),
        Arguments.of(
            "a long key",
            "connections: {}\n" + "k".repeat(1_000) + ": 1",
            "2: "
                + "k".repeat(79)
                + "…: unknown key; known: environment, connections, polling, fleet, retry, lease,"
                + " shutdown, log, metrics"),
        Arguments.of(
            "a long key in quotes",
            "connections: {}\n? \"" + "k".repeat(LARGE) + "\"\n: 1",
            "2: "
                + "k".repeat(79)
                + "…: unknown key; known: environment, connections, polling, fleet, retry, lease,"
                + " shutdown, log, metrics"),
        Arguments.of(
            "a long number",
            "log: {keep: " + "9".repeat(60_000) + "}\nconnections: {}",
            "1: log.keep: \"" + "9".repeat(59) + "…\" is not between 1 and 1000000"),
        Arguments.of(
            "a subject of many parts",
            "polling: {subject: " + "a.".repeat(30_000) + "}\nconnections: {}",
            "1: polling.subject: \""
                + "a.".repeat(29)
                + "a…\" is not a subject to publish to; write parts without blanks, \"*\" or"
                + " \">\", joined by \".\", not starting with \"$\", up to 512 characters"),
        Arguments.of(
            "a prefix of many words",
            "connections:\n  n: {type: nats, servers: [nats://h], jetstream_prefix: "
                + "a.".repeat(32_000)
                + "a, inbox_prefix: "
                + "a.".repeat(32_000)
                + "a}",
            "2: connections.n.jetstream_prefix: no part of a subject; write words with dots between"
                + " them, without wildcards, up to 255 characters"),
        Arguments.of(
            "names as long as a file",
            "connections:\n  "
                + "n".repeat(400_000)
                + ": {type: nats, servers: [\"nats://h\"]}\npolling: {source: "
                + "m".repeat(60_000)
                + "}",
            "2: not valid YAML in column 400003: mapping values are not allowed here"),
        Arguments.of(
            "keys that steer a terminal",
            "connections: {}\n\"\\e[2J\\u202e\\nb\": 1",
            "2: \\u001b[2J\\u202e...: unknown key; known: environment, connections, polling, fleet,"
                + " retry, lease, shutdown, log, metrics"),
        Arguments.of(
            "version of the future",
            "%YAML 99999999999999999999.1\n---\nconnections: {}",
            "1: not valid YAML in column 27: found a number which cannot represent a valid version:"
                + " 99999999999999999999"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void hostile(String name, String text, String first) throws Exception {
    Files.writeString(folder.resolve("big"), "b".repeat(60_000));
    Path file = Files.writeString(folder.resolve("signalbox.yaml"), text);

    List<SettingsProblem> problems = new LoadCost().load(file, Map.of("BIG", "b".repeat(100_000)));

    LoadCost.requireShowable(problems, file);
    assertThat(problems.getFirst()).hasToString(file + ":" + first);
    assertThat(problems).hasSizeLessThanOrEqualTo(51);
  }

  @Test
  void problemsThatAreNotShownAreCounted() throws Exception {
    ConfigurationFile file = new ConfigurationFile(folder);

    assertThat(file.problems("connections: {}\n" + lines(80, "key%d: ")))
        .hasSize(51)
        .endsWith("signalbox.yaml: and 30 more problems");
    assertThat(file.problems("connections: {}\n" + lines(8_000, "key%d: ")))
        .hasSize(51)
        .endsWith("signalbox.yaml: and at least 950 more problems");
  }

  private static String lines(int count, String form) {
    return IntStream.range(0, count)
        .mapToObj(i -> form.formatted(i) + "\n")
        .collect(Collectors.joining());
  }

  private static String keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "k" + i + ": v")
        .collect(Collectors.joining(", "));
  }

  private static String laughs() {
    return "a0: &a0 [x, x]\n"
        + IntStream.range(1, 30)
            .mapToObj(
                i -> "a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "x"))
            .collect(Collectors.joining())
        + "connections: {}\n";
  }
}
