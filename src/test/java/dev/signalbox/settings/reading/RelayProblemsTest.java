package dev.signalbox.settings.reading;

import static dev.signalbox.settings.reading.ConfigurationFile.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in one entry below {@code polling}. */
class RelayProblemsTest {
  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @Test
  void missingConnection() throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("source", "oracl")))
        .containsExactly(
            "signalbox.yaml:5: polling.source: no connection \"oracl\";"
                + " did you mean \"oracle\"? known: nats, oracle, mariadb");
  }

  @Test
  void missingConnectionUnlikeAnyOther() throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("sink", "kafka")))
        .containsExactly(
            "signalbox.yaml:5: polling.sink: no connection \"kafka\";"
                + " known: nats, oracle, mariadb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          source     | nats    | connection "nats" is not a database; suitable: oracle, mariadb
          sink       | mariadb | connection "mariadb" is not of type nats; suitable: nats
          checkpoint | oracle  | connection "oracle" is not of type mariadb; suitable: mariadb
          checkpoint | nats    | connection "nats" is not of type mariadb; suitable: mariadb
          """)
  void connectionOfTheWrongType(String key, String name, String problem) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay(key, name)))
        .containsExactly("signalbox.yaml:5: polling." + key + ": " + problem);
  }

  @Test
  void noConnectionOfTheRightType() throws IOException {
    String nats = "connections: {nats: {type: nats, servers: [\"nats://h\"]}}\n";

    assertThat(file.problems(nats + "polling: " + relay("source", "nats")))
        .containsExactly(
            "signalbox.yaml:2: polling.source: connection \"nats\" is not a database;"
                + " none is configured",
            "signalbox.yaml:2: polling.checkpoint: no connection \"mariadb\"; known: nats");
  }

  @Test
  void connectionOfUnknownTypeIsComplainedAboutOnce() throws IOException {
    assertThat(
            file.problems(
                CONNECTIONS + "  other: {type: orcle}\npolling: " + relay("source", "other")))
        .containsExactly(
            "signalbox.yaml:5: connections.other.type: \"orcle\" is not one of nats, oracle,"
                + " mariadb; did you mean \"oracle\"?");
  }

  @Test
  void oneConnectionForSourceAndCheckpoint() throws Exception {
    String single =
        "  db: {type: mariadb, url: h/db, username: a, password: ask, pool_size: 1}\npolling: ";
    String relay = relay("source", "db");

    assertThat(file.problems(CONNECTIONS + single + relay.replace("\"mariadb\"", "\"db\"")))
        .containsExactly(
            "signalbox.yaml:6: polling.checkpoint: the only connection of \"db\" is also the"
                + " source's; its lease is renewed while a page is read: set pool_size to 2 or"
                + " more");
    assertThat(file.load(CONNECTIONS + single + relay).polling()).hasSize(1);
  }

  @Test
  void twoRelaysOfOneName() throws IOException {
    assertThat(
            file.problems(
                CONNECTIONS
                    + "polling:\n  - "
                    + relay("program_name", "txlog")
                    + "  - "
                    + relay("program_name", "TxLog")))
        .containsExactly(
            "signalbox.yaml:7: polling[1].program_name: the relay in line 6 has this name too;"
                + " each relay needs its own, for it names the checkpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "-a", "a/b", "ä"})
  void badProgramName(String name) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("program_name", name)))
        .containsExactly(
            "signalbox.yaml:5: polling.program_name: \""
                + name
                + "\" is not a program name;"
                + " use up to 64 letters, digits, \"_\", \".\" and \"-\", starting with a letter"
                + " or digit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b.c", ".a", "a.", "`t", "a`b", "``", " t", "`a`b"})
  void badTable(String table) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("table", table)))
        .containsExactly(
            "signalbox.yaml:5: polling.table: \""
                + table
                + "\" is not a table name;"
                + " write TABLE or SCHEMA.TABLE; in double quotes what has a dot in it or means the"
                + " very case");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"_a", "A$B#1", "SYS.V_$SESSION", "1T", "a b", "`a.b`.c-d", "t;drop", "Grüße"})
  void goodTable(String table) throws Exception {
    Settings settings = file.load(CONNECTIONS + "polling: " + relay("table", table));

    assertThat(settings.polling().getFirst().table()).isEqualTo(table);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "`id", "i`d", "``"})
  void badColumn(String column) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("id_column", column)))
        .containsExactly(
            "signalbox.yaml:5: polling.id_column: \""
                + column
                + "\" is not a column name; up to 128 characters, in double quotes to mean the very"
                + " case");
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("timestamp_column", column)))
        .containsExactly(
            "signalbox.yaml:5: polling.timestamp_column: \""
                + column
                + "\" is not a column name; up to 128 characters, in double quotes to mean the very"
                + " case");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a b", "a*", "a>", "a/b"})
  void badStream(String stream) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("stream", stream)))
        .containsExactly(
            "signalbox.yaml:5: polling.stream: \""
                + stream
                + "\" is not a stream name;"
                + " blanks, \".\", \"*\", \">\", \"/\" and \"\\\" are not allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a.*", "a.>", "$JS.API"})
  void badSubject(String subject) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("subject", subject)))
        .containsExactly(
            "signalbox.yaml:5: polling.subject: \""
                + subject
                + "\" is not a subject to publish"
                + " to; write parts without blanks, \"*\" or \">\", joined by \".\", not starting"
                + " with \"$\", up to 512 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "100001"})
  void batchSizeOutOfRange(String size) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("batch_size", size)))
        .containsExactly(
            "signalbox.yaml:5: polling.batch_size: \"" + size + "\" is not between 1 and 100000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Berlin", "+25:00", "Europe/Berlim"})
  void zoneThatIsNone(String zone) throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("timestamp_zone", zone)))
        .containsExactly(
            "signalbox.yaml:5: polling.timestamp_zone: \""
                + zone
                + "\" is not a time zone; write a region, as in Europe/Berlin, UTC, or an offset,"
                + " as in +02:00");
  }

  @ParameterizedTest
  @CsvSource({"off, 0", "0, 0", "0s, 0", "90, 90", "10m, 600"})
  void lookbackIsADurationOrOff(String written, long seconds) throws Exception {
    assertThat(
            file.load(CONNECTIONS + "polling: " + relay("lookback", written), Map.of())
                .polling()
                .getFirst()
                .timestamps()
                .lookback())
        .contains(Duration.ofSeconds(seconds));
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("lookback", "never")))
        .singleElement()
        .asString()
        .startsWith("signalbox.yaml:5: polling.lookback: \"never\" is not a duration");
  }

  @Test
  void intervalOfNothing() throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("interval", "0s")))
        .containsExactly("signalbox.yaml:5: polling.interval: \"0s\" is not longer than zero");
  }

  /** A sound relay in one line, but for one key. */
  @Test
  void badRowsAreDivertedToASubjectOrNotAtAll() throws Exception {
    String relay = CONNECTIONS + "polling: " + relay("on_bad_row", "divert");
    String subject = "\"divert\", dead_letter_subject: \"dead.events\"";

    assertThat(file.load(relay.replace("\"divert\"", subject)).polling().getFirst())
        .returns(Optional.of("dead.events"), PollingSettings::deadLetterSubject);
    assertThat(file.problems(relay))
        .containsExactly(
            "signalbox.yaml:5: polling.on_bad_row: diverted rows have nowhere to go;"
                + " set dead_letter_subject, a subject of another stream");
    assertThat(file.problems(CONNECTIONS + "polling: " + relay("dead_letter_subject", "dead.a")))
        .containsExactly(
            "signalbox.yaml:5: polling.dead_letter_subject: no row is diverted to it;"
                + " set on_bad_row: divert, or leave it out");
    assertThat(file.problems(relay.replace("\"divert\"", subject.replace("divert", "skip"))))
        .singleElement()
        .asString()
        .startsWith("signalbox.yaml:5: polling.on_bad_row: \"skip\" is not one of stop, divert");
  }

  @Test
  void aChangedStreamHasOneOfThreePolicies() throws Exception {
    String relay = CONNECTIONS + "polling: " + relay("on_changed_stream", "resend");

    assertThat(file.load(relay).polling().getFirst().policies().changedStream())
        .isEqualTo(PollingSettings.ChangedStream.RESEND);
    assertThat(file.problems(relay.replace("resend", "skip")))
        .singleElement()
        .asString()
        .startsWith(
            "signalbox.yaml:5: polling.on_changed_stream: \"skip\" is not one of stop, continue,"
                + " resend");
  }

  private static String relay(String key, String value) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("program_name", "txlog");
    keys.put("source", "mariadb");
    keys.put("sink", "nats");
    keys.put("checkpoint", "mariadb");
    keys.put("table", "events");
    keys.put("id_column", "id");
    keys.put("timestamp_column", "at");
    keys.put("stream", "S");
    keys.put("subject", "s.events");
    keys.put(key, value);
    return keys.entrySet().stream()
        .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
        .collect(Collectors.joining(", ", "{", "}\n"));
  }
}
