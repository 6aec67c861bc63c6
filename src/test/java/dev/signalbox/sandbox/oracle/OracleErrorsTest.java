package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import oracle.jdbc.OracleDatabaseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class OracleErrorsTest {
  private static OracleStandIn oracle;
  private static Connection connection;

  @BeforeAll
  static void start() throws IOException, SQLException {
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    oracle.execute(
        "CREATE TABLE APP.T(ID NUMBER(5) PRIMARY KEY, NAME VARCHAR2(5), A NUMBER NOT NULL)");
    oracle.execute("INSERT INTO APP.T VALUES(1, 'one', 1)");
    connection = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
  }

  @AfterAll
  static void stop() throws SQLException, IOException, InterruptedException {
    connection.close();
    oracle.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM NOPE                        | 942   | 14",
        "SELECT * FROM NOWHERE.NOPE                | 942   | 14",
        "SELECT ID, NOPE FROM T                    | 904   | 11",
        "SELECT ':1', NOPE FROM T                  | 904   | 13",
        "SELECT NOPE(1) FROM DUAL                  | 904   | 7",
        "SELECT ID FORM T WHERE                    | 933   | 15",
        "SELEKT 1                                  | 900   | 0",
        "SELECT 1 / 0 FROM DUAL                    | 1476  | 0",
        "INSERT INTO T VALUES(1, 'again', 1)       | 1     | 0",
        "INSERT INTO T(ID) VALUES(2)               | 1400  | 0",
        "INSERT INTO T VALUES(2, 'too long', 1)    | 12899 | 0",
        "INSERT INTO T VALUES(123456, 'x', 1)      | 1438  | 0",
        "INSERT INTO T VALUES('x', 'x', 1)         | 1722  | 0",
        "INSERT INTO T(ID, A) VALUES(2)            | 947   | 0",
        "CREATE TABLE T(A NUMBER)                  | 955   | 0",
      })
  void tellsNumberAndPlace(String sql, int code, int position) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      SQLException error = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
      assertThat(error.getErrorCode()).isEqualTo(code);
      assertThat(error.getMessage()).startsWith("ORA-%05d: ".formatted(code));
      assertThat(error.getCause())
          .isInstanceOfSatisfying(
              OracleDatabaseException.class,
              cause -> assertThat(cause.getErrorPosition()).isEqualTo(position));
    }
    assertThat(connection.isValid(2)).isTrue();
    assertThat(oracle.holdings().cursors()).isZero();
  }

  @Test
  void tooLongATextIsMeasured() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      SQLException error =
          catchThrowableOfType(
              SQLException.class,
              () -> statement.execute("INSERT INTO T VALUES(2, 'too long', 1)"));
      assertThat(error.getMessage()).contains("\"NAME\" (actual: 8, maximum: 5)");
    }
  }

  @Test
  void anErrorAmongTheRowsComesWithTheFetch() throws Exception {
    try (OracleStandIn failing =
            OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
        Connection client = DriverManager.getConnection(failing.jdbcUrl(), "APP", "tiger");
        Statement statement = client.createStatement()) {
      failing.misbehave(Phase.FETCH, new Misbehaviour.Fail(1555));
      SQLException error =
          catchThrowableOfType(
              SQLException.class, () -> statement.executeQuery("SELECT 1 FROM DUAL").next());
      assertThat(error.getErrorCode()).isEqualTo(1555);
    }
  }
}
