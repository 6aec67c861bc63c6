package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes in a connection of {@code type: nats}. */
class NatsProblemsTest {
  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
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

  private static String nats(String keys) {
    return "connections:\n  nats: {type: nats, " + keys + "}\n";
  }
}
