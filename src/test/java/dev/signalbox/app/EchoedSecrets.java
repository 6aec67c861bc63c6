package dev.signalbox.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.hostile.Protocol;
import io.nats.client.NKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program's secrets of every kind, with servers for it that say all of them: in every spelling
 * the password, as they are and a little disguised the others.
 */
final class EchoedSecrets implements AutoCloseable {
  static final String VARIABLE = "SIGNALBOX_TRIAL_SECRET";
  static final String PASSWORD = "Tr0ub4dor-&\"3";

  private static final String OF_WALLET = "wa11et-opener";
  private static final String OF_TRUST_STORE = "trust-st0re-opener";
  private static final String OF_KEY_STORE = "key-st0re-opener";
  private static final String OF_KEY = "cl1ent-key-opener";
  private static final String TOKEN = "t0ken-of-the-site";
  private static final String JWT = "eyJ0eXAiOiJKV1QifQ.eyJzdWIiOiJVQUJDIn0.c2lnbmF0dXJl-_0";

  private final Path folder;
  private final String seed = seed();
  private final String bareSeed = seed();
  private final List<String> spellings =
      Stream.concat(
              spellingsOf(PASSWORD),
              Stream.of(OF_WALLET, OF_TRUST_STORE, OF_KEY_STORE, OF_KEY, TOKEN, JWT, seed, bareSeed)
                  .flatMap(EchoedSecrets::disguised))
          .toList();
  private final EchoServer nats = new EchoServer(Protocol.NATS, spellings);
  private final EchoServer credentials = new EchoServer(Protocol.NATS, spellings);
  private final EchoServer mariaDb = new EchoServer(Protocol.MARIADB, spellings);
  private final EchoServer oracle = new EchoServer(Protocol.ORACLE, spellings);

  EchoedSecrets(Path folder) throws IOException {
    this.folder = folder;
  }

  private static String seed() {
    try {
      return new String(NKey.createUser(null).getSeed());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> spellingsOf(String secret) {
    return Stream.concat(
        disguised(secret),
        Stream.of(
            secret.toUpperCase(Locale.ROOT),
            secret.replace("4", "\n4"),
            secret.replace("4", " 4"),
            secret.replace("\"", "\\\""),
            URLEncoder.encode(secret, UTF_8),
            HexFormat.of().formatHex(secret.getBytes(UTF_8)),
            Base64.getUrlEncoder().encodeToString(("app:" + secret).getBytes(UTF_8))));
  }

  private static Stream<String> disguised(String secret) {
    return Stream.of(
        secret,
        new StringBuilder(secret).reverse().toString(),
        Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
  }

  /**
   * The configuration file, which logs all that can be logged; two connections or three to a server
   * hear its words sooner. What fails for good by itself is not connected automatically, for that
   * would end a program without a window.
   */
  Path configuration() throws IOException {
    String text =
        """
        connections:
          db: {type: mariadb, url: "127.0.0.1:%2$d/db", username: app, password: "${env:%4$s}"}
          word: {type: mariadb, url: "127.0.0.1:%2$d/db", username: app, password: connection}
          store:
            type: mariadb
            url: "127.0.0.1:%2$d/db"
            username: app
            password: "${env:%4$s}"
            properties: {keyStorePassword: "%7$s"}
          oracle: {type: oracle, url: "//127.0.0.1:%3$d/x", username: a, password: "${env:%4$s}"}
          second: {type: oracle, url: "//127.0.0.1:%3$d/x", username: a, password: "${env:%4$s}"}
          third: {type: oracle, url: "//127.0.0.1:%3$d/x", username: a, password: "${env:%4$s}"}
          wallet:
            type: oracle
            url: "tcps://127.0.0.1:%3$d/x"
            username: a
            password: "${env:%4$s}"
            wallet: "."
            wallet_password: "%5$s"
            auto_connect: false
          trusting:
            type: oracle
            url: "tcps://127.0.0.1:%3$d/x"
            username: a
            password: "${env:%4$s}"
            trust_store: token
            trust_store_password: "%6$s"
            auto_connect: false
          nats: {type: nats, servers: ["nats://127.0.0.1:%1$d"], username: a, password: "${env:%4$s}"}
          token: {type: nats, servers: ["nats://127.0.0.1:%1$d"], token: "${file:token}"}
          creds: {type: nats, servers: ["nats://127.0.0.1:%9$d"], credentials_file: user.creds}
          nkey: {type: nats, servers: ["nats://127.0.0.1:%9$d"], nkey_file: user.nk}
          key:
            type: nats
            servers: ["tls://127.0.0.1:%1$d"]
            username: a
            password: "${env:%4$s}"
            client_certificate_file: user.nk
            client_key_file: user.nk
            client_key_password: "%8$s"
            auto_connect: false
        retry: {initial: 300ms, max: 300ms}
        log: {level: trace, file: signalbox.log}
        """
            .formatted(
                nats.port(),
                mariaDb.port(),
                oracle.port(),
                VARIABLE,
                OF_WALLET,
                OF_TRUST_STORE,
                OF_KEY_STORE,
                OF_KEY,
                credentials.port());
    write("token", TOKEN);
    write("user.nk", bareSeed + "\n");
    write(
        "user.creds",
        """
        -----BEGIN NATS USER JWT-----
        %s
        ------END NATS USER JWT------
        -----BEGIN USER NKEY SEED-----
        %s
        ------END USER NKEY SEED------
        """
            .formatted(JWT, seed));
    return write("signalbox.yaml", text);
  }

  private Path write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  static Map<String, String> environment() {
    return Map.of(VARIABLE, PASSWORD);
  }

  boolean allAreSaid() {
    return Stream.of(nats, credentials, mariaDb, oracle).allMatch(EchoServer::hasSaidAll);
  }

  int mariaDbPort() {
    return mariaDb.port();
  }

  /** Not in any spelling, whatever blanks and escapes are in between. */
  void assertNoneIn(String name, String text) {
    String searched = squeezed(text.replace("\\u000a", ""));
    assertThat(spellings)
        .as(name)
        .allSatisfy(spelling -> assertThat(searched).doesNotContain(squeezed(spelling)));
  }

  private static String squeezed(String text) {
    return text.replaceAll("[\\s\\\\]+", "").toLowerCase(Locale.ROOT);
  }

  /** In no file of the folder that the program has written, of which there is one at least. */
  void assertNoneInFiles() throws IOException {
    List<String> given = List.of("token", "user.nk", "user.creds", "signalbox.yaml");
    List<Path> written = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !given.contains(file.getFileName().toString()))
          .forEach(written::add);
    }
    assertThat(written).isNotEmpty();
    written.forEach(file -> assertNoneIn(file.toString(), content(file)));
  }

  private static String content(Path file) {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    nats.close();
    credentials.close();
    mariaDb.close();
    oracle.close();
  }
}
