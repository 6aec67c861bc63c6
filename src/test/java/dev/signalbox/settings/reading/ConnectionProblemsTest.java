package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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
        "localhost:4222",
        "http://localhost:4222",
        "nats://localhost:0",
        "nats://localhost:65536",
        "nats://localhost:port",
        "nats://",
        "nats://host/path",
        "nats://one,nats://two",
        "nats://one,two",
        "(nats)",
        "nats://host name",
        ""
      })
  void badNatsServer(String server) throws IOException {
    assertThat(file.problems(nats("servers: [\"tls://good:4222\", \"" + server + "\"]")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.servers[1]: not an address of NATS;"
                + " write nats://host:4222 or tls://host:4222");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nats://app:hunter2@host:4222", "nats://hunter2@host", "a:hunter2@host"})
  void natsServerWithUserInformation(String server) throws IOException {
    assertThat(file.problems(nats("servers: [\"" + server + "\"]")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.servers[0]: holds a user name, password or token,"
                + " but addresses are displayed; move it to \"username\" and \"password\","
                + " or to \"token\"");
  }

  @Test
  void serversThatAreNoList() throws IOException {
    assertThat(file.problems(nats("servers: \"nats://host\"")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.servers: expected a list, found a single value;"
                + " write [\"...\"]");
    assertThat(file.problems(nats("servers: []")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.servers: expected a list, found an empty one;"
                + " write [\"...\"]");
  }

  @Test
  void natsLoginInHalves() throws IOException {
    assertThat(file.problems(nats("servers: [\"nats://h\"], username: app")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.username: needs \"password\" beside it");
    assertThat(file.problems(nats("servers: [\"nats://h\"], password: ask")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.password: needs \"username\" beside it");
  }

  @Test
  void twoWaysToLogIn() throws IOException {
    assertThat(
            file.problems(
                nats("servers: [\"nats://h\"], username: app, password: ask, token: hunter2")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.token: a second way to log in;"
                + " keep one of \"username\", \"token\", \"credentials_file\" and \"nkey_file\"");
  }

  @Test
  void natsKeysThatBelongTogether() throws IOException {
    Files.createFile(folder.resolve("f"));
    String server = "servers: [\"tls://h\"], ";
    String place = "signalbox.yaml:2: connections.nats.";
    assertThat(file.problems(nats(server + "client_certificate_file: f")))
        .containsExactly(place + "client_certificate_file: needs \"client_key_file\" beside it");
    assertThat(file.problems(nats(server + "client_key_file: f")))
        .containsExactly(place + "client_key_file: needs \"client_certificate_file\" beside it");
    assertThat(file.problems(nats(server + "client_key_password: x")))
        .containsExactly(place + "client_key_password: needs \"client_key_file\" beside it");
    assertThat(
            file.problems(
                nats(
                    server
                        + "client_certificate_file: f, client_key_file: f, client_key_password:"
                        + " ask")))
        .containsExactly(place + "client_key_password: only a password can be asked for");
    assertThat(file.problems(nats(server + "nkey_file: f, token: x")))
        .containsExactly(
            place
                + "nkey_file: a second way to log in; keep one of \"username\", \"token\","
                + " \"credentials_file\" and \"nkey_file\"");
    assertThat(file.problems(nats(server + "jetstream_domain: hub, jetstream_prefix: $JS.hub.API")))
        .containsExactly(
            place
                + "jetstream_prefix: says what \"jetstream_domain\" says as well;"
                + " keep one of them; a domain NAME means the prefix $JS.NAME.API");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jetstream_domain: a.b", "jetstream_domain: '*'", "jetstream_prefix: 'a.>'",
        "jetstream_prefix: .a", "jetstream_prefix: a.", "jetstream_prefix: a..b",
        "inbox_prefix: 'a b'", "inbox_prefix: ''", "inbox_prefix: grün"
      })
  void natsSubjectsThatAreNone(String key) throws IOException {
    assertThat(file.problems(nats("servers: [\"nats://h\"], " + key)))
        .singleElement()
        .asString()
        .startsWith(
            "signalbox.yaml:2: connections.nats."
                + key.replaceFirst(":.*", "")
                + ": no part of a subject; write ");
  }

  @Test
  void natsNameThatNoCertificateCanHave() throws Exception {
    assertThat(file.problems(nats("servers: [\"nats://ok\", \"tls://nats_server:4222\"]")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.servers[1]: no certificate can name a host with an"
                + " underscore; use another name of this host, or its address");
    assertThat(file.load(nats("servers: [\"nats://nats_server:4222\"]")).connections()).hasSize(1);
  }

  @Test
  void tokenThatWouldHaveToBeAsked() throws IOException {
    assertThat(file.problems(nats("servers: [\"nats://h\"], token: ask")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.token: only a password can be asked for");
  }

  @Test
  void missingFiles() throws IOException {
    Files.createDirectory(folder.resolve("directory"));

    assertThat(
            file.problems(
                nats("servers: [\"nats://h\"], credentials_file: a.creds, trust_file: directory")))
        .containsExactly(
            "signalbox.yaml:2: connections.nats.credentials_file: no readable file \"a.creds\";"
                + " a relative path starts from this file's folder",
            "signalbox.yaml:2: connections.nats.trust_file: no readable file \"directory\";"
                + " a relative path starts from this file's folder");
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
