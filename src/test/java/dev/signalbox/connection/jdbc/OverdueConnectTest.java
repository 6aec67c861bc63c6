package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.sandbox.hostile.HostilePeer;
import dev.signalbox.sandbox.hostile.Hostility;
import dev.signalbox.sandbox.hostile.Protocol;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.TrialSettings;
import dev.signalbox.testing.UndisturbedScope;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connect that is ended because its time is over has timed out, whatever the driver makes of it.
 */
@Timeout(60)
class OverdueConnectTest {
  private static final Duration LIMIT = Duration.ofMillis(400);

  static Stream<Arguments> peers() {
    return Stream.of(new Hostility.Silent(), new Hostility.Drips(), new Hostility.Misstates())
        .flatMap(
            hostility ->
                Stream.of(
                    Arguments.of(hostility, "127.0.0.1:%1$d/signals"),
                    Arguments.of(hostility, "127.0.0.1:%1$d,localhost:%1$d/signals")));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void hasTimedOut(Hostility hostility, String url) throws Exception {
    try (HostilePeer peer = HostilePeer.start(Protocol.MARIADB, hostility);
        DriverThreads threads = DriverThreads.create()) {
      DatabaseConnector connector =
          new DatabaseConnector(
              TrialSettings.mariaDb(url.formatted(peer.port()), "app", Secret.of("s3cr3t")),
              "silent",
              PasswordPrompt.unavailable(),
              threads);

      Throwable failure =
          catchThrowable(() -> connector.open(new UndisturbedScope(Deadline.in(LIMIT))));

      Diagnosis diagnosis = connector.diagnose(failure);
      assertThat(diagnosis.kind()).as(diagnosis.message()).isEqualTo(FailureKind.TIMED_OUT);
      assertThat(diagnosis.message()).startsWith("no answer in time");
    }
  }
}
