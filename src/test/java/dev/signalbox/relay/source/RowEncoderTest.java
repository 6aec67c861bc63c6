package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The types as a real MariaDB and its driver report them. */
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

  private String encode(String type, String value) throws Exception {
    try (Connection connection = mariaDb.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TABLE VALUE_OF_TYPE (V " + type + " NULL)");
      statement.execute("INSERT INTO VALUE_OF_TYPE VALUES (" + value + ")");
      try (ResultSet rows = statement.executeQuery("SELECT * FROM VALUE_OF_TYPE")) {
        assertThat(rows.next()).isTrue();
        byte[] json = RowEncoder.of(DatabaseKind.MARIADB, rows.getMetaData()).encode(rows);
        return new String(json, StandardCharsets.UTF_8);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '@',
      delimiter = '|',
      value = {
        "TINYINT              | -5                            | -5",
        "TINYINT(1)           | 5                             | 5",
        "BOOLEAN              | TRUE                          | 1",
        "BIT(1)               | 1                             | true",
        "BIT(16)              | 258                           | \"AQI=\"",
        "SMALLINT UNSIGNED    | 65535                         | 65535",
        "INT UNSIGNED         | 4294967295                    | 4294967295",
        "BIGINT               | 42                            | \"42\"",
        "BIGINT UNSIGNED      | 18446744073709551615          | \"18446744073709551615\"",
        "DECIMAL(15,0)        | 123456789012345               | 123456789012345",
        "DECIMAL(16,0)        | 1                             | \"1\"",
        "DECIMAL(10,2)        | 1.50                          | \"1.50\"",
        "DOUBLE               | 0.5                           | 0.5",
        "FLOAT                | 0.5                           | 0.5",
        "YEAR                 | 2026                          | 2026",
        "VARCHAR(20)          | 'ä \"q\"'                     | \"ä \\\"q\\\"\"",
        "TEXT                 | ''                            | \"\"",
        "CHAR(3)              | 'abc'                         | \"abc\"",
        "DATE                 | '2026-03-29'                  | \"2026-03-29\"",
        "DATETIME             | '2026-03-29 02:30:00'         | \"2026-03-29T02:30:00\"",
        "DATETIME(6)          | '2026-03-29 02:30:00.123456'  | \"2026-03-29T02:30:00.123456\"",
        "TIMESTAMP(3)         | '2026-01-01 10:00:00.5'       | \"2026-01-01T10:00:00.5Z\"",
        "TIME                 | '-12:30:00'                   | \"-12:30:00\"",
        "BLOB                 | X'00FF'                       | \"AP8=\"",
        "VARBINARY(4)         | X'00FF'                       | \"AP8=\"",
        "UUID                 | '123e4567-e89b-12d3-a456-426655440000'"
            + " | \"123e4567-e89b-12d3-a456-426655440000\"",
        "JSON                 | '[1]'                         | \"[1]\"",
        "ENUM('a','b')        | 'b'                           | \"b\"",
      })
  void theFormFollowsFromTheDeclaredType(String type, String value, String json) throws Exception {
    assertThat(encode(type, value)).isEqualTo("{\"V\":" + json + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TINYINT", "BIT(1)", "BIT(8)", "INT", "BIGINT", "DECIMAL(10,0)", "DECIMAL(10,2)", "DOUBLE",
        "FLOAT", "YEAR", "TEXT", "DATE", "DATETIME(6)", "TIMESTAMP", "TIME", "BLOB"
      })
  void nullIsExplicit(String type) throws Exception {
    assertThat(encode(type, "NULL")).isEqualTo("{\"V\":null}");
  }

  @Test
  void oneEncoderServesManyRows() throws Exception {
    try (Connection connection = mariaDb.connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT 'long text' AS A, 1 AS B UNION ALL SELECT 'b', 2")) {
      RowEncoder encoder = RowEncoder.of(DatabaseKind.MARIADB, rows.getMetaData());
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
