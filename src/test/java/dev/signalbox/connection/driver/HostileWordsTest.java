package dev.signalbox.connection.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.PoisonousText;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer says costs little, whatever it is, and is fit to be shown. */
class HostileWordsTest {
  private static final Endpoint ENDPOINT =
      new Endpoint(
          "db",
          EndpointKind.MARIADB,
          "MariaDB",
          "127.0.0.1:3306/db",
          Duration.ofSeconds(1),
          true,
          HeartbeatSettings.DEFAULT);

  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void aFailureIsMadeOfThemInNoTime(PoisonousText poison) {
    poison.assertHarmlessTo(text -> failure(new IOException(text, new SQLException(text))));
  }

  @ParameterizedTest
  @MethodSource("dev.signalbox.testing.PoisonousText#inTurn")
  void aFailureIsBoundedAndEscaped(PoisonousText poison) {
    Failure failure = failure(new IOException(poison.ofLength(100_000)));

    assertThat(failure.message())
        .hasSizeLessThanOrEqualTo(ForeignText.LIMIT)
        .isEqualTo(ForeignText.line(failure.message()));
    assertThat(failure.trace().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(ForeignText.LIMIT));
  }

  @Test
  void aMillionBlanksAreNoMessage() {
    assertThat(NetworkFailures.line(new IOException("x" + " ".repeat(1_000_000))))
        .startsWith("x ")
        .endsWith("… [of 1,000,001 characters]");
  }

  @Test
  void anEndlessChainIsReadToAnEnd() {
    SQLException first = new SQLException("first");
    for (int i = 0; i < 100_000; i++) {
      SQLException next = new SQLException("next");
      next.setNextException(first);
      first = next;
    }

    assertThat(NetworkFailures.chain(first)).hasSize(64);
  }

  /** MariaDB's state of five characters is the server's to choose. */
  @Test
  void aCodeThatIsASecretIsNotShown() {
    Failure failure =
        new FailureReports(Redaction.GENERIC.with(Secret.of("horse"))::withhold)
            .failure(
                ENDPOINT,
                ConnectPhase.LOGIN,
                new Diagnosis(FailureKind.PROTOCOL, Optional.of("horse"), "no", "Look."),
                new SQLException("no", "horse"),
                Instant.EPOCH);

    assertThat(failure.code()).contains(Redaction.WITHHELD);
    assertThat(failure.details()).doesNotContain("horse");
  }

  private static Failure failure(IOException cause) {
    Diagnosis diagnosis =
        NetworkFailures.diagnose(cause, ENDPOINT.address())
            .orElseGet(() -> NetworkFailures.unknown(cause, "Look."));
    return new FailureReports(Redaction.GENERIC::redact)
        .failure(
            ENDPOINT,
            ConnectPhase.LOGIN,
            new Diagnosis(
                FailureKind.PROTOCOL,
                Optional.of(diagnosis.message()),
                diagnosis.message(),
                diagnosis.message()),
            cause,
            Instant.EPOCH);
  }
}
