package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.OracleServer;
import dev.signalbox.testing.TrialSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an Oracle server is found and logged in to, the same for the stand-in and for a real one. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.signalbox.testing.OracleServer#available")
@Timeout(120)
class OracleAddressContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final OracleServer server;

  OracleAddressContractTest(OracleServer server) {
    this.server = server;
  }

  private static EndpointTrial trial(String url, String username, Secret password) {
    return new EndpointTrial(TrialSettings.oracle(url, username, password));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=%s)(PORT=%s))"
            + "(CONNECT_DATA=(SERVICE_NAME=%s)))",
        "tcp://%s:%s/%s",
        "%s:%s/%s"
      })
  void theServiceIsFoundByEveryFormOfItsAddress(String form) throws Exception {
    String[] parts = server.url().substring(2).split("[:/]", 3);
    String url = form.formatted((Object[]) parts);
    try (EndpointTrial other = trial(url, server.username(), server.password())) {
      other.connected(DatabaseSession.class).ping(Deadline.in(LIMIT));
    }
  }

  @Test
  void theServiceIsFoundByItsAliasInTnsnames(@TempDir Path admin) throws Exception {
    String[] parts = server.url().substring(2).split("[:/]", 3);
    Files.writeString(
        admin.resolve("tnsnames.ora"),
        """
        RELAY_SOURCE =
          (DESCRIPTION =
            (ADDRESS = (PROTOCOL = TCP)(HOST = %s)(PORT = %s))
            (CONNECT_DATA = (SERVICE_NAME = %s)))
        """
            .formatted((Object[]) parts));
    DatabaseSettings direct =
        TrialSettings.oracle("RELAY_SOURCE", server.username(), server.password());
    DatabaseSettings aliased =
        TrialSettings.withProperties(direct, Map.of("oracle.net.tns_admin", admin.toString()));
    try (EndpointTrial other = new EndpointTrial(aliased)) {
      other.connected(DatabaseSession.class).ping(Deadline.in(LIMIT));
    }
    try (EndpointTrial nowhere = new EndpointTrial(direct)) {
      assertThat(nowhere.failed().kind()).isEqualTo(FailureKind.CONFIGURATION);
    }
  }

  @Test
  void aWrongPasswordIsAnAuthenticationFailure() throws Exception {
    try (EndpointTrial other = trial(server.url(), server.username(), Secret.of("wrong"))) {
      assertExplained(other.failed(), FailureKind.AUTHENTICATION, "ORA-01017");
    }
  }

  @Test
  void anUnknownServiceIsNamedAsSuch() throws Exception {
    String url = server.url().replaceFirst("/[^/]+$", "/NO_SUCH_SERVICE");
    try (EndpointTrial other = trial(url, server.username(), server.password())) {
      assertExplained(other.failed(), FailureKind.UNKNOWN_SERVICE, "ORA-12514");
    }
  }

  @Test
  void anUnknownSidIsNamedAsSuch() throws Exception {
    String url = server.url().substring(2).replaceFirst("/[^/]+$", ":NOSID");
    try (EndpointTrial other = trial(url, server.username(), server.password())) {
      assertExplained(other.failed(), FailureKind.UNKNOWN_SERVICE, "ORA-12505");
    }
  }

  private static void assertExplained(Failure failure, FailureKind kind, String code) {
    assertThat(failure.kind()).as(failure.details()).isEqualTo(kind);
    assertThat(failure.code()).contains(code);
    assertThat(failure.nextStep()).isNotBlank();
  }
}
