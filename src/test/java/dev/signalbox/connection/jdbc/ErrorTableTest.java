package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.state.FailureKind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTableTest {
  private static final Path PAGE = Path.of("src", "site", "markdown", "failures.md");

  private static Diagnosis oracle(int code) {
    String message = String.format(Locale.ROOT, "ORA-%05d: what the server says", code);
    return OracleFailures.diagnose(new SQLException(message, "72000", code), "//db/S");
  }

  @ParameterizedTest
  @CsvSource({
    "28040, AUTHENTICATION, verifier",
    "1109, REFUSED, opened",
    "2391, REFUSED, larger pool_size makes it worse",
    "18, REFUSED, larger pool_size makes it worse",
    "20, REFUSED, larger pool_size makes it worse",
    "1035, AUTHENTICATION, administrators only",
    "604, PROTOCOL, alert log",
    "1882, CONFIGURATION, time zone",
    "28365, CONFIGURATION, wallet",
    "17190, CONFIGURATION, driver options",
    "17821, CONFIGURATION, Check the address",
    "18700, CONFIGURATION, driver options",
    "17958, CONFIGURATION, trust_store",
    "12660, CONFIGURATION, native encryption",
    "1555, PROTOCOL, tried again",
    "257, REFUSED, space",
    "12514, UNKNOWN_SERVICE, lsnrctl",
    "25408, UNREACHABLE, cut",
    "17002, UNREACHABLE, cut",
    "17820, UNREACHABLE, says no more",
  })
  void oracleCodesHaveAClassAndAStep(int code, FailureKind kind, String step) {
    Diagnosis diagnosis = oracle(code);
    assertThat(diagnosis.kind()).isEqualTo(kind);
    assertThat(diagnosis.nextStep()).contains(step);
    assertThat(diagnosis.code()).contains(String.format(Locale.ROOT, "ORA-%05d", code));
  }

  @Test
  void nothingIsGuessedOfAnUnknownCode() {
    Diagnosis diagnosis = oracle(39999);
    assertThat(diagnosis.kind()).isEqualTo(FailureKind.PROTOCOL);
    assertThat(diagnosis.kind().isRetryable()).isTrue();
    assertThat(diagnosis.message()).isEqualTo("ORA-39999: what the server says");
    assertThat(diagnosis.nextStep()).startsWith("Nothing is known of this code");
  }

  @Test
  void whatAWrapperWrapsCounts() {
    SQLException recursive =
        new SQLException(
            "ORA-00604: error at recursive SQL level 1\nORA-00257: archiver error", "60000", 604);
    assertThat(OracleFailures.diagnose(recursive, "//db/S").kind()).isEqualTo(FailureKind.REFUSED);
    SQLRecoverableException io =
        new SQLRecoverableException("ORA-17002: I/O error", "08006", 17002);
    io.initCause(new SSLHandshakeException("handshake_failure"));
    assertThat(OracleFailures.diagnose(io, "//db/S").kind()).isEqualTo(FailureKind.TLS);
    SQLRecoverableException adapter =
        new SQLRecoverableException("ORA-17820: no connection", "08006", 17820);
    adapter.initCause(new ConnectException("Connection refused"));
    assertThat(OracleFailures.diagnose(adapter, "//db/S").kind()).isEqualTo(FailureKind.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "3159, TLS, encrypted connections only",
    "1045, AUTHENTICATION, accounts get locked",
    "1040, REFUSED, larger pool_size makes it worse",
    "1129, CONFIGURATION, FLUSH HOSTS",
    "1290, REFUSED, read-only",
    "1213, REFUSED, lock",
    "1927, REFUSED, opened again",
    "1159, UNREACHABLE, cut",
  })
  void mariaDbNumbersHaveAClassAndAStep(int number, FailureKind kind, String step) {
    Diagnosis diagnosis =
        MariaDbFailures.diagnose(new SQLException("said", "HY000", number), "db/t");
    assertThat(diagnosis.kind()).isEqualTo(kind);
    assertThat(diagnosis.nextStep()).contains(step);
  }

  /** The driver makes types of states, also of ones that are none. */
  @ParameterizedTest
  @CsvSource({
    "28000, AUTHENTICATION",
    "08S01, UNREACHABLE",
    "42000, PROTOCOL",
    "?, PROTOCOL",
    ", PROTOCOL",
  })
  void anUnknownMariaDbNumberIsShownAndClassedByItsState(String state, FailureKind kind) {
    for (SQLException failure :
        List.of(
            new SQLException("said", state, 9999),
            new SQLTransientConnectionException("said", state, 9999),
            new SQLRecoverableException("said", state, 9999))) {
      Diagnosis diagnosis = MariaDbFailures.diagnose(failure, "db/t");
      assertThat(diagnosis.kind()).isEqualTo(kind);
      assertThat(diagnosis.code()).contains("9999");
      assertThat(diagnosis.message()).isEqualTo("said");
    }
  }

  @Test
  void aNumberOfTheDriversOwnSaysLessThanTheNetwork() {
    SQLException wrapped =
        new SQLTransientConnectionException(
            "(conn=7) Socket error", "08000", 1220, new SocketTimeoutException("Read timed out"));
    assertThat(MariaDbFailures.diagnose(wrapped, "db/t").kind()).isEqualTo(FailureKind.TIMED_OUT);
    SQLException unanswered = new SQLTransientConnectionException("no answer to a ping");
    unanswered.addSuppressed(new SQLException("Connection is closed", "08000", 1220));
    assertThat(MariaDbFailures.diagnose(unanswered, "db/t").message())
        .isEqualTo("no answer to a ping");
  }

  @ParameterizedTest
  @CsvSource({
    "'Trying to connect with ssl, but ssl not enabled in the server', TLS",
    "'Cannot use authentication plugin x with a Self signed certificates. set sslMode=trust', TLS",
    "'SSL hostname verification failed : no', TLS",
    "'Client does not support authentication protocol requested by server', AUTHENTICATION",
    "'Failed to find trustStore file. trustStore=x', CONFIGURATION",
    "'RSA public key is not available client side (option x not set)', AUTHENTICATION",
    "'error parsing url: Value for socketTimeout must be >= 1 (value is -1)', CONFIGURATION",
  })
  void theDriversOwnWordsAreKnown(String words, FailureKind kind) {
    Diagnosis diagnosis = MariaDbFailures.diagnose(new SQLException(words, "08000"), "db/t");
    assertThat(diagnosis.kind()).isEqualTo(kind);
    assertThat(diagnosis.nextStep()).doesNotContain("sslMode", "trust=");
  }

  /** No step of ours is a dangerous one, and no code has two. */
  @Test
  void tablesAreSound() {
    for (ErrorTable table : List.of(OracleFailures.TABLE, MariaDbFailures.TABLE)) {
      assertThat(table.rows().stream().flatMap(row -> row.numbers().stream()))
          .doesNotHaveDuplicates();
      assertThat(table.rows())
          .allSatisfy(
              row ->
                  assertThat(row.explanation().nextStep())
                      .endsWith(".")
                      .doesNotContain("sslMode", "raise pool_size", "dn_match"));
    }
  }

  @Test
  void thePageHasEveryRow() throws IOException {
    String page = Files.readString(PAGE);
    IntFunction<String> ora = code -> String.format(Locale.ROOT, "ORA-%05d", code);
    assertThat(page.lines())
        .containsAll(lines(OracleFailures.TABLE, ora))
        .containsAll(lines(MariaDbFailures.TABLE, Integer::toString));
    long described =
        page.lines()
            .takeWhile(line -> !line.equals("## NATS"))
            .filter(line -> line.matches("\\| (?:ORA-|\\d|\").*"))
            .count();
    assertThat(described)
        .isEqualTo(OracleFailures.TABLE.rows().size() + MariaDbFailures.TABLE.rows().size());
  }

  private static List<String> lines(ErrorTable table, IntFunction<String> code) {
    return table.rows().stream().map(row -> line(row, code)).toList();
  }

  private static String line(ErrorTable.Row row, IntFunction<String> code) {
    Stream<String> numbers = row.numbers().stream().mapToInt(number -> number).mapToObj(code);
    Stream<String> words = row.words().stream().map(each -> '"' + each + '"');
    FailureKind kind = row.explanation().kind();
    return "| %s | %s | %s | %s |"
        .formatted(
            Stream.concat(numbers, words).collect(Collectors.joining(", ")),
            kind.word(),
            kind.isRetryable() ? "yes" : "no",
            row.explanation().nextStep());
  }

  /** The classes' own table on the page. */
  @Test
  void thePageHasEveryClass() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    for (FailureKind kind : FailureKind.values()) {
      assertThat(page)
          .contains("| %s | %s |".formatted(kind.word(), kind.isRetryable() ? "yes" : "no"));
    }
  }
}
