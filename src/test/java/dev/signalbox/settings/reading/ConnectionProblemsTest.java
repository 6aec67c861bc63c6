package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in one entry below {@code connections}. */
class ConnectionProblemsTest {
  private static final String UNSEEN =
      "signalbox.yaml:2: connections.db.url: has a character in it that cannot be seen; write the"
          + " address anew";
  private static final String MOVE_DATABASE_LOGIN =
      "signalbox.yaml:2: connections.db.url: holds a user name, password or token, but addresses"
          + " are displayed; move it to \"username\" and \"password\", or to \"properties\"";
  private static final String NOT_ORACLE =
      "signalbox.yaml:2: connections.db.url: not an address of Oracle;"
          + " write //host:1521/SERVICE";
  private static final String NOT_MARIADB =
      "signalbox.yaml:2: connections.db.url: not an address of MariaDB;"
          + " write host:3306/database";

  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @Test
  void unknownType() throws IOException {
    assertThat(file.problems("connections:\n  db: {type: postgres, url: x, anything: y}\n"))
        .containsExactly(
            "signalbox.yaml:2: connections.db.type: \"postgres\" is not one of nats, oracle,"
                + " mariadb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app/hunter2@//host:1521/S",
        "jdbc:oracle:thin:app/hunter2@//host:1521/S",
        "jdbc:oracle:thin:@//host:1521/S?password=hunter2",
        "//host/S?oracle.net.wallet_password=hunter2"
      })
  void oracleUrlWithALogin(String url) throws IOException {
    assertThat(file.problems(database("oracle", url))).containsExactly(MOVE_DATABASE_LOGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url: 'h/db?a=b&usecompression=1'",
        "url: h/db?useCompression",
        "url: h/db, properties: {useCompression: 'true'}"
      })
  void compressionBoundsNothing(String keys) throws IOException {
    assertThat(
            file.problems(
                "connections: {db: {type: mariadb, username: app, password: ask, %s}}"
                    .formatted(keys)))
        .singleElement()
        .asString()
        .contains(": compression is not supported: how much comes could not be bounded; take ");
  }

  @Test
  void compressionMayBeOff() throws Exception {
    assertThat(
            file.load(
                    "connections: {db: {type: mariadb, url: 'h/db?useCompression=false', username:"
                        + " app, password: ask, properties: {usecompression: 'FALSE'}}}")
                .connections())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app:hunter2@host/db",
        "jdbc:mariadb://host/db?user=app",
        "jdbc:mariadb://host/db?password=hunter2",
        "host/db?useSsl=true&password2=hunter2",
        "host/db?trustStorePassword = hunter2",
        "host?x@host/db"
      })
  void mariaDbUrlWithALogin(String url) throws IOException {
    assertThat(file.problems(database("mariadb", url))).containsExactly(MOVE_DATABASE_LOGIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jdbc:mariadb://host:3306/db",
        "jdbc:oracle:oci:@TNS",
        "//:1521/S",
        "//host:99999/S",
        "//host:port/S",
        "//host name:1521/S"
      })
  void badOracleUrl(String url) throws IOException {
    assertThat(file.problems(database("oracle", url))).containsExactly(NOT_ORACLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "jdbc:mysql://host/db",
        "host:0/db",
        "host:3306:SID",
        "one,,two/db",
        "::1/db",
        "jdbc:mariadb:replication://one,two/db",
        "address=(host=one)(localSocket=/tmp/x)/db",
        "address=(port=3306)/db"
      })
  void badMariaDbUrl(String url) throws IOException {
    assertThat(file.problems(database("mariadb", url))).containsExactly(NOT_MARIADB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(DESCRIPTION=(ADDRESS=(HOST=h))\\e[31m\\nforged line  INFO all well)",
        "(DESCRIPTION=\\u2028forged)",
        "//host/S?\\u202eforged"
      })
  void oracleUrlThatPaints(String url) throws IOException {
    assertThat(file.problems(database("oracle", url))).containsExactly(UNSEEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:1/x\\e[31m\\u202eforged", "host/db\\u0085", "ho\\0st/db", "h/\\ufeff"})
  void mariaDbUrlThatPaints(String url) throws IOException {
    assertThat(file.problems(database("mariadb", url))).containsExactly(UNSEEN);
  }

  @Test
  void aLongAddress() throws IOException {
    String problem = "signalbox.yaml:2: connections.%s: is longer than 4,096 characters";

    assertThat(file.problems(database("mariadb", "h/" + "x".repeat(60_000))))
        .containsExactly(problem.formatted("db.url"));
    assertThat(file.problems(nats("servers: [\"nats://" + "h".repeat(60_000) + "\"]")))
        .containsExactly(problem.formatted("nats.servers[0]"));
  }

  private static String mariaDb(String keys) {
    return "connections: {db: {type: mariadb, url: host/db, username: app, password: ask, %s}}"
        .formatted(keys);
  }

  @Test
  void wordsAboutTlsHaveToFitTogether() throws IOException {
    assertThat(file.problems(mariaDb("tls: maybe")))
        .containsExactly(
            "signalbox.yaml:1: connections.db.tls: \"maybe\" is not one of verify-full,"
                + " verify-ca, off");
    assertThat(file.problems(mariaDb("tls: off, trust_file: signalbox.yaml")))
        .containsExactly(
            "signalbox.yaml:1: connections.db.trust_file: has no meaning with \"tls: off\";"
                + " leave one out");
    assertThat(file.problems(mariaDb("client_key_file: signalbox.yaml")))
        .containsExactly(
            "signalbox.yaml:1: connections.db.client_key_file: needs \"client_certificate_file\""
                + " beside it");
    assertThat(file.problems(mariaDb("wallet: ."))).singleElement().asString().contains("wallet");
  }

  @Test
  void aPasswordNeedsTheStoreThatItOpens() throws IOException {
    assertThat(
            file.problems(
                "connections: {db: {type: oracle, url: //host/S, username: app, password: ask,"
                    + " trust_store_password: x}}"))
        .containsExactly(
            "signalbox.yaml:1: connections.db.trust_store_password: needs \"trust_store\""
                + " beside it");
  }

  @Test
  void urlFromAReferenceIsNotShownEither() throws IOException {
    assertThat(
            file.problems(
                database("oracle", "${env:URL}"), Map.of("URL", "app/hunter2@//host:1521/S")))
        .containsExactly(MOVE_DATABASE_LOGIN);
  }

  @Test
  void poolSizeOutOfRange() throws IOException {
    assertThat(
            file.problems(
                """
                connections:
                  db: {type: mariadb, url: h/db, username: a, password: ask, pool_size: 101}
                """))
        .containsExactly(
            "signalbox.yaml:2: connections.db.pool_size: \"101\" is not between 1 and 100");
  }

  @Test
  void loginAmongTheProperties() throws IOException {
    assertThat(
            file.problems(
                """
                connections:
                  db:
                    type: mariadb
                    url: host/db
                    username: app
                    password: ask
                    properties:
                      password: hunter2
                      sslMode: [trust]
                """))
        .containsExactly(
            "signalbox.yaml:8: connections.db.properties.password: not a property;"
                + " write \"username\" and \"password\" beside \"properties\"",
            "signalbox.yaml:9: connections.db.properties.sslMode: expected a single value,"
                + " found a list");
  }

  @Test
  void heartbeat() throws IOException {
    assertThat(file.problems(nats("servers: [\"nats://h\"], heartbeat: {interval: 0, timeot: 1s}")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.heartbeat.interval: \"0\" is not longer than zero",
            "signalbox.yaml:2: connections.nats.heartbeat.timeot: unknown key;"
                + " did you mean \"timeout\"?");
  }

  private static String nats(String keys) {
    return "connections:\n  nats: {type: nats, " + keys + "}\n";
  }

  private static String database(String type, String url) {
    return "connections:\n  db: {type: %s, url: \"%s\", username: app, password: ask}\n"
        .formatted(type, url);
  }
}
