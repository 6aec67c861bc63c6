package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Rows of a real MariaDB. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowEncoderTest {
  private MariaDbServer mariaDb;

  @BeforeAll
  void start() throws Exception {
    mariaDb = MariaDbServer.start();
  }

  @AfterAll
  void stop() {
    mariaDb.close();
  }

  /**
   * Of a database that hands large values over by a locator, as Oracle does: the stand-in's engine.
   */
  @Test
  void aLargeValueIsNotReadIfItIsTooLarge() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:;MODE=Oracle");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE LARGE (ID NUMBER(9), C CLOB, B BLOB)");
      statement.execute("INSERT INTO LARGE VALUES (1, NULL, NULL)");
      statement.execute("INSERT INTO LARGE VALUES (2, '', X'')");
      statement.execute("INSERT INTO LARGE VALUES (3, 'c', X'00FF')");
      statement.execute("INSERT INTO LARGE VALUES (4, SPACE(8388609), X'00')");
      statement.execute("INSERT INTO LARGE VALUES (5, 'c', CAST(SPACE(8388609) AS BLOB))");
      try (ResultSet rows = statement.executeQuery("SELECT * FROM LARGE ORDER BY ID")) {
        RowEncoder encoder =
            RowEncoder.of(DatabaseKind.ORACLE, rows.getMetaData(), SelectedColumns.whole());
        assertThat(next(encoder, rows)).isEqualTo("{\"ID\":1,\"C\":null,\"B\":null}");
        assertThat(next(encoder, rows)).isEqualTo("{\"ID\":2,\"C\":null,\"B\":\"\"}");
        assertThat(next(encoder, rows)).isEqualTo("{\"ID\":3,\"C\":\"c\",\"B\":\"AP8=\"}");
        assertThatThrownBy(() -> next(encoder, rows))
            .isInstanceOf(SQLDataException.class)
            .hasMessage("the value has 8388609 characters, no more than 8388608 are read");
        assertThat(encoder.encodeReadable(rows)).isEqualTo("{\"ID\":4,\"B\":\"AA==\"}");
        assertThatThrownBy(() -> next(encoder, rows))
            .isInstanceOf(SQLDataException.class)
            .hasMessageContaining("bytes, no more than");
        assertThat(encoder.failedColumn()).isEqualTo("B");
      }
    }
  }

  private static String next(RowEncoder encoder, ResultSet rows) throws SQLException {
    assertThat(rows.next()).isTrue();
    return new String(encoder.encode(rows), StandardCharsets.UTF_8);
  }

  @Test
  void oneEncoderServesManyRows() throws Exception {
    try (Connection connection = mariaDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT 'long text' AS A, 1 AS B UNION ALL SELECT 'b', 2")) {
      RowEncoder encoder =
          RowEncoder.of(DatabaseKind.MARIADB, rows.getMetaData(), SelectedColumns.whole());
      rows.next();
      byte[] first = encoder.encode(rows);
      rows.next();
      byte[] second = encoder.encode(rows);

      assertThat(new String(first, StandardCharsets.UTF_8))
          .isEqualTo("{\"A\":\"long text\",\"B\":1}");
      assertThat(new String(second, StandardCharsets.UTF_8)).isEqualTo("{\"A\":\"b\",\"B\":2}");
    }
  }
}
