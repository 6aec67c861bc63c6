package dev.signalbox.settings.editing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** What an edit changes of a text, character by character, and what it leaves. */
class ConnectionsTextTest {
  private static final String BLOCK =
      """
      # The plant in Graz.
      environment: staging   # not yet live

      connections:

        # The stream.
        nats:
          type: nats        # core
          servers: ["nats://127.0.0.1:4222"]   # one
          # Patience.
          connect_timeout: 30

        # The source, äöü 𝄞.
        oracle:  {type: oracle, url: "//h:1521/X", username: app, password: "${env:P}"}  # flow
        # behind
      retry: {enabled: false}
      # the end\
      """;

  @Test
  void oneValueIsChangedAndEveryOtherCharacterStays() throws Exception {
    assertThat(changed(BLOCK, "nats", "connect_timeout", "10s"))
        .isEqualTo(BLOCK.replace("connect_timeout: 30", "connect_timeout: 10s"));
    assertThat(changed(BLOCK, "nats", "type", "nats")).isEqualTo(BLOCK);
    assertThat(changed(BLOCK, "oracle", "username", "who else?"))
        .isEqualTo(BLOCK.replace("username: app", "username: \"who else?\""));
    assertThat(changed(BLOCK, "oracle", "password", "${env:A}"))
        .isEqualTo(BLOCK.replace("${env:P}", "${env:A}"));
  }

  /** Of a list of one there is no line break to be seen in it. */
  @Test
  void aListThatGrowsHasTheLineBreaksOfItsFile() throws Exception {
    String one = "connections:\r\n  a:\r\n    servers:\r\n    - x\r\n";
    LinkedHashMap<String, Optional<YamlValue>> changes = new LinkedHashMap<>();
    changes.put("servers", Optional.of(new YamlValue.Texts(List.of("x", "y"))));

    assertThat(ConnectionsText.of(one).withChanged("a", "a", changes))
        .isEqualTo("connections:\r\n  a:\r\n    servers:\r\n    - x\r\n    - y\r\n");
  }

  @Test
  void aKeyComesAndGoesInBlockAndFlow() throws Exception {
    assertThat(changed(BLOCK, "nats", "auto_connect", "false"))
        .isEqualTo(
            BLOCK.replace("connect_timeout: 30", "connect_timeout: 30\n    auto_connect: false"));
    assertThat(changed(BLOCK, "oracle", "auto_connect", "false"))
        .isEqualTo(BLOCK.replace("P}\"}", "P}\", auto_connect: false}"));
    assertThat(without(BLOCK, "nats", "connect_timeout"))
        .isEqualTo(BLOCK.replace("    connect_timeout: 30\n", ""));
    assertThat(without(BLOCK, "oracle", "username"))
        .isEqualTo(BLOCK.replace("username: app, ", ""));
    assertThat(without(BLOCK, "oracle", "password"))
        .isEqualTo(BLOCK.replace(", password: \"${env:P}\"", ""));
  }

  @Test
  void aNameIsChangedInItsPlace() throws Exception {
    assertThat(text(BLOCK).withChanged("nats", "bus", new LinkedHashMap<>()))
        .isEqualTo(BLOCK.replace("  nats:\n", "  bus:\n"));
  }

  @Test
  void anEntryIsAddedBehindTheOthersAsTheyAreIndented() throws Exception {
    String entry = "\n  second:\n    type: nats\n    servers: [\"nats://h:1\"]";
    assertThat(text(BLOCK).withAdded("second", nats()))
        .isEqualTo(BLOCK.replace("  # flow", "  # flow" + entry));
    String deep = "connections:\n      a:\n          type: nats\nretry: {}\n";
    assertThat(text(deep).withAdded("b", nats()))
        .isEqualTo(
            """
            connections:
                  a:
                      type: nats
                  b:
                    type: nats
                    servers: ["nats://h:1"]
            retry: {}
            """);
  }

  @Test
  void theFirstEntryIsAddedWhateverStandsThere() throws Exception {
    String entry = "\n  second:\n    type: nats\n    servers: [\"nats://h:1\"]";
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("", "connections:" + entry + "\n");
    expected.put("# only words\n", "# only words\nconnections:" + entry + "\n");
    expected.put("# no break", "# no break\nconnections:" + entry);
    expected.put("environment: x\n# end\n", "environment: x\nconnections:" + entry + "\n# end\n");
    expected.put("connections:\nretry: {}", "connections:" + entry + "\nretry: {}");
    expected.put("connections: {}  # none\n", "connections:  # none" + entry + "\n");
    expected.put("connections: null", "connections:" + entry);
    expected.put("connections:\n  # none\n  {}\n", "connections:\n  # none\n  " + entry + "\n");
    for (Map.Entry<String, String> each : expected.entrySet()) {
      assertThat(text(each.getKey()).withAdded("second", nats())).isEqualTo(each.getValue());
    }
    assertThat(text("{connections: {a: {type: nats}}, retry: {}}").withAdded("b", nats()))
        .isEqualTo(
            "{connections: {a: {type: nats}, b: {type: nats, servers: [\"nats://h:1\"]}}, retry:"
                + " {}}");
    assertThat(text("{retry: {}}").withAdded("b", nats()))
        .isEqualTo("{retry: {}, connections: {b: {type: nats, servers: [\"nats://h:1\"]}}}");
  }

  @Test
  void anEntryGoesWithItsLinesAndNoOthers() throws Exception {
    assertThat(text(BLOCK).without("oracle")).isEqualTo(BLOCK.replaceAll("  oracle: .*\n", ""));
    String one = "environment: x\nconnections: # here\n  a:\n    type: nats\n  # behind\n";
    assertThat(text(one).without("a"))
        .isEqualTo("environment: x\nconnections: {} # here\n  # behind\n");
    assertThat(text("connections:\n  a: {type: nats}\n  b: {type: nats}").without("b"))
        .isEqualTo("connections:\n  a: {type: nats}");
    assertThat(text("connections:\r\n  a: {type: nats}\r\n  b: {type: nats}").without("b"))
        .isEqualTo("connections:\r\n  a: {type: nats}");
    assertThat(text("connections: {a: {type: nats}, b: {type: nats},}").without("b"))
        .isEqualTo("connections: {a: {type: nats},}");
  }

  @Test
  void aCopyHasTheLinesOfItsOriginal() throws Exception {
    assertThat(text(BLOCK).withCopy("nats", "nats-2"))
        .isEqualTo(
            BLOCK.replace(
                "connect_timeout: 30",
                """
                connect_timeout: 30
                  nats-2:
                    type: nats        # core
                    servers: ["nats://127.0.0.1:4222"]   # one
                    # Patience.
                    connect_timeout: 30\
                """));
    assertThat(text("connections: {a: {type: nats}}").withCopy("a", "b"))
        .isEqualTo("connections: {a: {type: nats}, b: {type: nats}}");
  }

  @Test
  void theBreaksOfLinesAreThoseOfTheFile() throws Exception {
    String crlf = BLOCK.replace("\n", "\r\n");
    assertThat(changed(crlf, "nats", "auto_connect", "false"))
        .isEqualTo(
            crlf.replace("connect_timeout: 30", "connect_timeout: 30\r\n    auto_connect: false"));
    assertThat(text(crlf).withAdded("second", nats())).doesNotContainPattern("[^\r]\n");
    assertThat(text(crlf).withCopy("nats", "b")).doesNotContainPattern("[^\r]\n");
    assertThat(text(crlf).without("oracle")).isEqualTo(crlf.replaceAll("  oracle: [^\r]*\r\n", ""));
  }

  @Test
  void aListIsChangedValueByValueOrInItsOwnStyle() throws Exception {
    String list =
        """
        connections:
          a:
            type: nats
            servers:
            - nats://a:1 # one
            - nats://b:2
            discover: true
        """;
    assertThat(servers(list, "nats://a:1", "nats://c:3"))
        .isEqualTo(list.replace("nats://b:2", "\"nats://c:3\""));
    String plain = list.replace(" # one", "");
    assertThat(servers(plain, "nats://c:3"))
        .isEqualTo(plain.replace("nats://a:1\n    - nats://b:2", "\"nats://c:3\""));
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> servers(list, "nats://c:3"))
        .withMessageContaining("comments");
  }

  @Test
  void whatReachesFurtherIsRefusedWithTheReason() {
    String anchored =
        "connections:\n  a: &a {type: nats, servers: [x]}\n  b: *a\n  c: {type: !!str nats}\n";
    for (String name : List.of("a", "b", "c")) {
      assertThatExceptionOfType(UneditableException.class)
          .isThrownBy(() -> changed(anchored, name, "type", "oracle"))
          .withMessageContaining("anchor");
      assertThatExceptionOfType(UneditableException.class)
          .isThrownBy(() -> text(anchored).without(name));
    }
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> text("connections:\n  ? a\n  : {type: nats}\n  b: {}\n").without("a"));
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> text("connections: {a: {type: nats}, # one\n b: {}}\n").without("a"))
        .withMessageContaining("comment");
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> text("connections:\n\ta:\n"))
        .withMessageContaining("not valid YAML");
    assertThatExceptionOfType(UneditableException.class).isThrownBy(() -> text("- a\n"));
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> text("a: 1\n---\nb: 2\n"));
    assertThatExceptionOfType(UneditableException.class)
        .isThrownBy(() -> text(BLOCK).withAdded("nats", nats()))
        .withMessageContaining("already");
  }

  @Test
  void anyTextIsWrittenSoThatItIsReadAgain() throws Exception {
    for (String odd :
        List.of(
            "null",
            "~",
            "",
            " x ",
            "a: b",
            "# no",
            "\"'\\",
            "\t\n\r\u0000\u0085\u2028",
            "𝄞ä",
            "- x")) {
      String next = changed(BLOCK, "oracle", "username", odd);
      assertThat(text(next).entries().get(1).value("username")).contains(odd);
      assertThat(next.lines().count()).isEqualTo(BLOCK.lines().count());
    }
  }

  @Test
  void theEntriesAreReadAsTheyAreWritten() throws Exception {
    ConnectionsText.Entry nats = text(BLOCK).entries().getFirst();
    assertThat(nats.name()).isEqualTo("nats");
    assertThat(nats.values().keySet()).containsExactly("type", "servers", "connect_timeout");
    assertThat(nats.values().get("servers")).containsExactly("nats://127.0.0.1:4222");
    assertThat(text(BLOCK).entries().get(1).toString()).doesNotContain("env:P");
  }

  private static ConnectionsText text(String text) throws UneditableException {
    return ConnectionsText.of(text);
  }

  private static SequencedMap<String, YamlValue> nats() {
    LinkedHashMap<String, YamlValue> keys = new LinkedHashMap<>();
    keys.put("type", new YamlValue.Text("nats"));
    keys.put("servers", new YamlValue.Texts(List.of("nats://h:1")));
    return keys;
  }

  private static String changed(String text, String name, String key, String value)
      throws UneditableException {
    return changed(text, name, key, Optional.of(new YamlValue.Text(value)));
  }

  private static String without(String text, String name, String key) throws UneditableException {
    return changed(text, name, key, Optional.empty());
  }

  private static String servers(String text, String... servers) throws UneditableException {
    return changed(text, "a", "servers", Optional.of(new YamlValue.Texts(List.of(servers))));
  }

  private static String changed(String text, String name, String key, Optional<YamlValue> value)
      throws UneditableException {
    LinkedHashMap<String, Optional<YamlValue>> changes = new LinkedHashMap<>();
    changes.put(key, value);
    return text(text).withChanged(name, name, changes);
  }
}
