package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a relay asks the database about itself: its clock, and who writes since when. */
@Timeout(60)
class OracleDictionaryTest {
  private OracleStandIn oracle;
  private Connection writer;
  private Connection reader;

  @BeforeEach
  void start() throws IOException, SQLException {
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    oracle.execute("CREATE TABLE APP.T(A NUMBER)");
    writer = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
    writer.setAutoCommit(false);
    reader = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
  }

  @AfterEach
  void stop() throws SQLException, IOException, InterruptedException {
    writer.close();
    reader.close();
    oracle.close();
  }

  private interface Getter<T> {
    T get(ResultSet rows) throws SQLException;
  }

  private <T> T ask(String sql, Getter<T> getter) throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return getter.get(rows);
    }
  }

  private int number(String sql) throws SQLException {
    return ask(sql, rows -> rows.getInt(1));
  }

  private LocalDateTime timestamp(String sql) throws SQLException {
    return ask(sql, rows -> rows.getObject(1, LocalDateTime.class));
  }

  @Test
  void tellsSinceWhenTheOldestTransactionIsOpen() throws SQLException {
    String age = "SELECT COUNT(*), (SYSDATE - MIN(START_DATE)) * 86400 FROM GV$TRANSACTION";
    assertThat(number(age)).isZero();
    try (Statement statement = writer.createStatement()) {
      statement.executeUpdate("INSERT INTO T VALUES(1)");
    }
    assertThat(number(age)).isOne();
    double seconds = ask(age, rows -> rows.getDouble(2));
    assertThat(seconds).isBetween(0d, 10d);
    writer.commit();
    assertThat(number(age)).isZero();
  }

  @Test
  void namesTheSessionThatHoldsATransaction() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.executeUpdate("INSERT INTO T VALUES(1)");
    }
    String holder = "SELECT S.USERNAME FROM GV$TRANSACTION T JOIN GV$SESSION S ON S.TADDR = T.ADDR";
    String user = ask(holder, rows -> rows.getString(1));
    assertThat(user).isEqualTo("APP");
    assertThat(number("SELECT COUNT(*) FROM V$SESSION")).isEqualTo(2);
  }

  @Test
  void theClockRunsOnWithinATransaction() throws SQLException {
    try (Statement statement = writer.createStatement()) {
      statement.executeUpdate("INSERT INTO T VALUES(1)");
    }
    LocalDateTime first = time();
    assertThat(time()).isAfter(first);
  }

  private LocalDateTime time() throws SQLException {
    try (Statement statement = writer.createStatement();
        ResultSet rows = statement.executeQuery("SELECT LOCALTIMESTAMP(9) FROM DUAL")) {
      assertThat(rows.next()).isTrue();
      return rows.getObject(1, LocalDateTime.class);
    }
  }

  @Test
  void tellsTheTimeInAnyZone() throws SQLException {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    OffsetDateTime answer =
        ask("SELECT SYSTIMESTAMP FROM DUAL", rows -> rows.getObject(1, OffsetDateTime.class));
    assertThat(answer).isCloseTo(now, within(10, ChronoUnit.SECONDS));
    assertThat(
            timestamp(
                "SELECT CAST(SYSTIMESTAMP AT TIME ZONE 'Asia/Tokyo' AS TIMESTAMP(6)) FROM DUAL"))
        .isCloseTo(
            now.atZoneSameInstant(ZoneId.of("Asia/Tokyo")).toLocalDateTime(),
            within(10, ChronoUnit.SECONDS));
    assertThat(timestamp("SELECT SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DUAL"))
        .isCloseTo(now.toLocalDateTime(), within(10, ChronoUnit.SECONDS));
  }
}
