package dev.signalbox.connection.driver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.FailureKind;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.sql.SQLNonTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A process that may open no more files does not blame its peer for it. */
class DescriptorsTest {
  private static final String NONE_LEFT = "Too many open files";

  static Stream<Throwable> failures() {
    return Stream.of(
        new SocketException(NONE_LEFT),
        new IOException(NONE_LEFT),
        new FileSystemException("certificate.pem", null, NONE_LEFT),
        new SQLNonTransientConnectionException(
            "Socket fail to connect to 127.0.0.1", new SocketException(NONE_LEFT)));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theLimitIsNamed(Throwable failure) {
    assertThat(NetworkFailures.diagnose(failure, "nats://a:4222"))
        .hasValueSatisfying(
            diagnosis -> {
              assertThat(diagnosis.kind()).isEqualTo(FailureKind.UNREACHABLE);
              assertThat(diagnosis.message()).startsWith("too many open files");
              assertThat(diagnosis.nextStep()).contains("ulimit -n", "LimitNOFILE");
            });
  }
}
