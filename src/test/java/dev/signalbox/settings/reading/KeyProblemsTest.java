package dev.signalbox.settings.reading;

import static dev.signalbox.settings.reading.ConfigurationFile.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are unknown, missing or there twice, and mappings that are none. */
class KeyProblemsTest {
  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @Test
  void misspelledKeyNamesTheOneMeantAndIsTheOnlyComplaint() throws IOException {
    assertThat(
            file.problems(
                """
                connections:
                  oracle:
                    type: oracle
                    urll: //host:1521/S
                    username: app
                    password: ask
                """))
        .containsExactly(
            "signalbox.yaml:4: connections.oracle.urll: unknown key; did you mean \"url\"?");
  }

  @Test
  void unknownKeyUnlikeAnyOther() throws IOException {
    assertThat(file.problems(CONNECTIONS + "retry: {colour: red}\n"))
        .containsExactly(
            "signalbox.yaml:5: retry.colour: unknown key;"
                + " known: give_up_after, enabled, initial, max");
  }

  @Test
  void unknownSection() throws IOException {
    assertThat(file.problems(CONNECTIONS + "\nsutdown: {grace: 1}\n"))
        .containsExactly("signalbox.yaml:6: sutdown: unknown key; did you mean \"shutdown\"?");
  }

  @Test
  void keyOfAnotherType() throws IOException {
    assertThat(
            file.problems(
                "connections: {nats: {type: nats, servers: [\"nats://h\"], pool_size: 3}}\n"))
        .containsExactly(
            "signalbox.yaml:1: connections.nats.pool_size: unknown key; known: type,"
                + " connect_timeout, auto_connect, heartbeat, servers, discover, username,"
                + " password, token, credentials_file, nkey_file, trust_file,"
                + " client_certificate_file, client_key_file, client_key_password, tls_first,"
                + " jetstream_domain, jetstream_prefix, inbox_prefix");
  }

  @Test
  void missingColonAfterAPasswordDoesNotShowIt() throws IOException {
    String yaml = "connections: {db: {type: mariadb, url: h/db, username: a, %s}}\n";
    String known =
        "unknown key; known: type, url, username, password, pool_size, properties,"
            + " tls, trust_file, client_certificate_file, client_key_file,"
            + " connect_timeout, auto_connect, heartbeat";
    String missing = "signalbox.yaml:1: connections.db.password: missing required key; is \"";

    assertThat(file.problems(yaml.formatted("password hunter2")))
        .containsExactly(
            "signalbox.yaml:1: connections.db.password...: " + known,
            missing + "password...\" meant to be it?");
    assertThat(file.problems(yaml.formatted("password:hunter2")))
        .containsExactly(
            "signalbox.yaml:1: connections.db.password:***: " + known,
            missing + "password:***\" meant to be it?");
  }

  @Test
  void missingKeysNameTheLineOfTheirMapping() throws IOException {
    assertThat(
            file.problems(
                """
                connections:
                  nats: {type: nats}
                  oracle:
                    type: oracle
                    url: //host:1521/S
                """))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.servers: missing required key",
            "signalbox.yaml:3: connections.oracle.username: missing required key",
            "signalbox.yaml:3: connections.oracle.password: missing required key");
  }

  @Test
  void missingConnections() throws IOException {
    assertThat(file.problems("\nenvironment: staging\n"))
        .containsExactly("signalbox.yaml:1: connections: missing required key");
  }

  @Test
  void missingTypeBesideAKeyThatMayBeMeant() throws IOException {
    assertThat(file.problems("connections:\n  nats: {tpye: nats, servers: []}\n"))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.type: missing required key;"
                + " is \"tpye\" meant to be it?");
  }

  @Test
  void everyMissingKeyOfARelay() throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling: {}\n"))
        .containsExactly(
            "signalbox.yaml:5: polling.program_name: missing required key",
            "signalbox.yaml:5: polling.source: missing required key",
            "signalbox.yaml:5: polling.sink: missing required key",
            "signalbox.yaml:5: polling.checkpoint: missing required key",
            "signalbox.yaml:5: polling.table: missing required key",
            "signalbox.yaml:5: polling.id_column: missing required key",
            "signalbox.yaml:5: polling.timestamp_column: missing required key",
            "signalbox.yaml:5: polling.stream: missing required key",
            "signalbox.yaml:5: polling.subject: missing required key");
  }

  @Test
  void duplicateKey() throws IOException {
    assertThat(file.problems(CONNECTIONS + "lease: {ttl: 1s}\nretry:\nlease: {ttl: 2s}\n"))
        .containsExactly(
            "signalbox.yaml:7: lease: duplicate key, already in line 5; remove one of them");
  }

  @Test
  void twoEndpointsOfOneName() throws IOException {
    assertThat(
            file.problems(
                """
                connections:
                  nats: {type: nats, servers: ["nats://one"]}
                  nats: {type: nats, servers: ["nats://two"]}
                """))
        .containsExactly(
            "signalbox.yaml:3: connections.nats: duplicate key, already in line 2;"
                + " remove one of them");
  }

  @Test
  void connectionWithoutContent() throws IOException {
    assertThat(file.problems("connections:\n  nats:\n"))
        .containsExactly("signalbox.yaml:2: connections.nats: expected a mapping, found nothing");
  }

  @Test
  void connectionNameWithBlanks() throws IOException {
    assertThat(file.problems("connections:\n  my nats: {type: nats, servers: [\"nats://h\"]}\n"))
        .containsExactly(
            "signalbox.yaml:2: connections.my...: \"my nats\" is not a connection name; use up to"
                + " 64 letters, digits, \"_\", \".\" and \"-\", starting with a letter or digit");
  }

  @Test
  void listInPlaceOfAMapping() throws IOException {
    assertThat(file.problems("connections:\n  - {type: nats}\n"))
        .containsExactly("signalbox.yaml:1: connections: expected a mapping, found a list");
  }

  @Test
  void relayThatIsText() throws IOException {
    assertThat(file.problems(CONNECTIONS + "polling:\n  - txlog\n"))
        .containsExactly("signalbox.yaml:6: polling[0]: expected a mapping, found a single value");
  }

  @Test
  void problemsOfAllPartsComeTogetherInTheOrderOfTheLines() throws IOException {
    assertThat(
            file.problems(
                """
                log: {level: loud}
                shutdown: {grace: soon}
                connections:
                  nats: {type: nat}
                environment: ""
                """))
        .containsExactly(
            "signalbox.yaml:1: log.level: \"loud\" is not one of error, warn, info, debug, trace",
            "signalbox.yaml:2: shutdown.grace: \"soon\" is not a duration; write 30 (seconds),"
                + " 500ms, 10s, 5m or 1h, at most 596h",
            "signalbox.yaml:4: connections.nats.type: \"nat\" is not one of nats, oracle, mariadb;"
                + " did you mean \"nats\"?",
            "signalbox.yaml:5: environment: must not be empty");
  }
}
