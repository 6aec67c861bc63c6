package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Stopwatch;
import dev.signalbox.testing.TrialSettings;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to log in, and every character in what is logged in with. */
@Timeout(60)
class NatsLoginTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;

  private TrialNatsServer server(String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve("nats.conf"), configuration);
    return new TrialNatsServer(folder, "--jetstream", "--store_dir=" + folder, "--config=" + file);
  }

  private static EndpointTrial trial(TrialNatsServer server, NatsLogin login) {
    return new EndpointTrial(
        TrialSettings.nats(login, NatsTls.DEFAULT, "nats://127.0.0.1:" + server.port()));
  }

  private static void connects(TrialNatsServer server, NatsLogin login) throws Exception {
    try (EndpointTrial trial = trial(server, login)) {
      trial.connected(NatsSession.class);
    }
  }

  private static Failure failed(TrialNatsServer server, NatsLogin login) throws Exception {
    try (EndpointTrial trial = trial(server, login)) {
      return trial.failed();
    }
  }

  private static NatsLogin user(String user, String password) {
    return new NatsLogin(
        Optional.of(user),
        Optional.of(Secret.of(password)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static NatsLogin token(String token) {
    return new NatsLogin(
        Optional.empty(),
        Optional.empty(),
        Optional.of(Secret.of(token)),
        Optional.empty(),
        Optional.empty());
  }

  private static NatsLogin credentials(Path file) {
    return new NatsLogin(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(file), Optional.empty());
  }

  private static NatsLogin nkey(Path file) {
    return new NatsLogin(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(file));
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s\"ecret'",
        "back\\slash\\",
        "line\nbreak\tand tab",
        "grün-密码-🔑",
        "{\"json\":[1]}",
        "a/b</script>"
      })
  void everyCharacterOfALoginArrives(String secret) throws Exception {
    try (TrialNatsServer server = server("authorization: {token: %s}".formatted(quoted(secret)))) {
      connects(server, token(secret));
    }
    try (TrialNatsServer server =
        server(
            "authorization: {user: %s, password: %s}"
                .formatted(quoted("user " + secret), quoted(secret)))) {
      connects(server, user("user " + secret, secret));
    }
  }

  @Test
  void aPasswordLongerThanTheDriversLineArrives() throws Exception {
    String secret = "\"".repeat(3_000);
    try (TrialNatsServer server =
        server(
            "max_control_line: 65536, authorization: {user: app, password: %s}"
                .formatted(quoted(secret)))) {
      connects(server, user("app", secret));
    }
  }

  @Test
  void aWrongPasswordIsToldAtOnce() throws Exception {
    try (TrialNatsServer server = server("authorization: {user: app, password: right}")) {
      Stopwatch stopwatch = Stopwatch.begun();
      Failure failure = failed(server, user("app", "wrong"));
      assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(2));
      assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.AUTHENTICATION);
      assertThat(failure.message()).isEqualTo("Authorization Violation");
    }
  }

  @Test
  void anNKeyLogsIn() throws Exception {
    NKey user = NKey.createUser(RANDOM);
    Path seed = folder.resolve("user.nk");
    Files.writeString(seed, "# of the user\n" + new String(user.getSeed()) + "\n");
    try (TrialNatsServer server =
        server("authorization: {users: [{nkey: %s}]}".formatted(new String(user.getPublicKey())))) {
      connects(server, nkey(seed));
      Path other = folder.resolve("other.nk");
      Files.writeString(other, new String(NKey.createUser(RANDOM).getSeed()));
      assertThat(failed(server, nkey(other)).kind()).isEqualTo(FailureKind.AUTHENTICATION);
    }
  }

  @Test
  void aCredentialsFileLogsIn() throws Exception {
    NKey operator = NKey.createOperator(RANDOM);
    NKey account = NKey.createAccount(RANDOM);
    String systemId = new String(NKey.createAccount(RANDOM).getPublicKey());
    NKey user = NKey.createUser(RANDOM);
    String accountId = new String(account.getPublicKey());
    String operatorJwt =
        jwt(operator, new String(operator.getPublicKey()), "{\"type\":\"operator\",\"version\":2}");
    String accountJwt =
        jwt(
            operator,
            accountId,
            "{\"limits\":{\"subs\":-1,\"data\":-1,\"payload\":-1,\"imports\":-1,\"exports\":-1,"
                + "\"wildcards\":true,\"conn\":-1,\"leaf\":-1,\"mem_storage\":-1,"
                + "\"disk_storage\":-1,\"streams\":-1,\"consumer\":-1},"
                + "\"type\":\"account\",\"version\":2}");
    String userJwt =
        JwtUtils.issueUserJWT(account, accountId, new String(user.getPublicKey()), "app");
    Path file = folder.resolve("app.creds");
    Files.writeString(
        file, String.format(JwtUtils.NATS_USER_JWT_FORMAT, userJwt, new String(user.getSeed())));
    try (TrialNatsServer server =
        server(
            "operator: %s\nsystem_account: %s\nresolver: MEMORY\nresolver_preload: {%s: %s, %s: %s}\n"
                .formatted(
                    operatorJwt,
                    systemId,
                    accountId,
                    accountJwt,
                    systemId,
                    jwt(operator, systemId, "{\"type\":\"account\",\"version\":2}")))) {
      connects(server, credentials(file));
    }
  }

  private static String jwt(NKey operator, String subject, String claims) throws Exception {
    String body =
        "{\"jti\":\"X\",\"iat\":1,\"iss\":\"%s\",\"name\":\"n\",\"sub\":\"%s\",\"nats\":%s}"
            .formatted(new String(operator.getPublicKey()), subject, claims);
    String unsigned =
        encoded("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}".getBytes(StandardCharsets.UTF_8))
            + "."
            + encoded(body.getBytes(StandardCharsets.UTF_8));
    return unsigned + "." + encoded(operator.sign(unsigned.getBytes(StandardCharsets.UTF_8)));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void aFileThatCannotLogInIsNamedBeforeAnybodyIsAsked() throws Exception {
    String seed = new String(NKey.createUser(RANDOM).getSeed());
    String damaged = seed.substring(0, seed.length() - 2) + (seed.endsWith("AA") ? "BB" : "AA");
    try (TrialNatsServer server = server("authorization: {token: x}")) {
      for (String text :
          new String[] {
            damaged, new String(NKey.createAccount(RANDOM).getSeed()), "", "no seed at all"
          }) {
        Path file = Files.writeString(Files.createTempFile(folder, "seed", ".nk"), text);
        assertUnusable(failed(server, nkey(file)), file);
        Files.writeString(
            file,
            "-----BEGIN NATS USER JWT-----\neyJ0\n------END NATS USER JWT------\n"
                + "-----BEGIN USER NKEY SEED-----\n"
                + text
                + "\n------END USER NKEY SEED------\n");
        assertUnusable(failed(server, credentials(file)), file);
        Files.writeString(file, text);
        assertUnusable(failed(server, credentials(file)), file);
      }
    }
  }

  private static void assertUnusable(Failure failure, Path file) {
    assertThat(failure.kind()).as(failure.details()).isEqualTo(FailureKind.CONFIGURATION);
    assertThat(failure.message()).startsWith(file.toString());
    assertThat(failure.details()).doesNotContain("SU");
  }
}
