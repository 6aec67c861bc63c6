package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.relay.call.BadRowException;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.testing.TrialSettings;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What is published of every type that MariaDB has, through the driver and session of a relay. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MariaDbColumnTypesTest {
  private static final GoldenTypes NUMBERS =
      GoldenTypes.parse(
          """
          TINYINT                     | -128                     | -128
          TINYINT                     | 127                      | 127
          TINYINT UNSIGNED            | 255                      | 255
          TINYINT ZEROFILL            | 7                        | 7
          TINYINT(1)                  | -128                     | -128
          TINYINT(1) UNSIGNED         | 255                      | 255
          BOOLEAN                     | TRUE                     | 1
          BOOLEAN                     | 2                        | 2
          SMALLINT                    | -32768                   | -32768
          SMALLINT                    | 32767                    | 32767
          SMALLINT UNSIGNED           | 65535                    | 65535
          SMALLINT(5) ZEROFILL        | 7                        | 7
          MEDIUMINT                   | -8388608                 | -8388608
          MEDIUMINT                   | 8388607                  | 8388607
          MEDIUMINT UNSIGNED          | 16777215                 | 16777215
          INT                         | -2147483648              | -2147483648
          INT                         | 2147483647               | 2147483647
          INT UNSIGNED                | 4294967295               | 4294967295
          INT(8) ZEROFILL             | 42                       | 42
          BIGINT                      | 42                       | "42"
          BIGINT                      | -9223372036854775808     | "-9223372036854775808"
          BIGINT                      | 9223372036854775807      | "9223372036854775807"
          BIGINT UNSIGNED             | 0                        | "0"
          BIGINT UNSIGNED             | 18446744073709551615     | "18446744073709551615"
          BIGINT(20) ZEROFILL         | 42                       | "42"
          DECIMAL(15,0)               | -999999999999999         | -999999999999999
          DECIMAL(15,0)               | 999999999999999          | 999999999999999
          DECIMAL(1,1)                | -0.9                     | "-0.9"
          DECIMAL(15,0) ZEROFILL      | 7                        | 7
          DECIMAL(5,0) UNSIGNED       | 99999                    | 99999
          DECIMAL(16,0)               | 1                        | "1"
          DECIMAL(10,2)               | 1.5                      | "1.50"
          DECIMAL(10,2) ZEROFILL      | 1.5                      | "1.50"
          DECIMAL(16,0)               | -9999999999999999        | "-9999999999999999"
          DECIMAL(18,0)               | 999999999999999999       | "999999999999999999"
          DECIMAL(19,0)               | -9999999999999999999     | "-9999999999999999999"
          DECIMAL(65,0)               | REPEAT('9', 65)          | "99999999999999999999999999999999999999999999999999999999999999999"
          DECIMAL(65,30)              | CONCAT('-', REPEAT('9', 35), '.', REPEAT('9', 30)) | "-99999999999999999999999999999999999.999999999999999999999999999999"
          DECIMAL(38,38)              | 0.00000000000000000000000000000000000001 | "0.00000000000000000000000000000000000001"
          FLOAT                       | 0.1                      | 0.1
          FLOAT                       | 16777216                 | 1.6777216E7
          FLOAT                       | 3.4028234663852886e38    | 3.4028235E38
          FLOAT                       | -3.4028234663852886e38   | -3.4028235E38
          FLOAT                       | 1.17549435e-38           | 1.1754944E-38
          FLOAT(10,4)                 | 1.5                      | 1.5
          FLOAT UNSIGNED              | 1e10                     | 1.0E10
          DOUBLE                      | 0.1                      | 0.1
          DOUBLE                      | 100                      | 100.0
          DOUBLE                      | -0e0                     | -0.0
          DOUBLE                      | 1.7976931348623157e308   | 1.7976931348623157E308
          DOUBLE                      | -1.7976931348623157e308  | -1.7976931348623157E308
          DOUBLE                      | 2.2250738585072014e-308  | 2.2250738585072014E-308
          DOUBLE(20,4)                | 1e15                     | 1.0E15
          BIT                         | 1                        | true
          BIT(1)                      | 0                        | false
          BIT(3)                      | 5                        | "BQ=="
          BIT(16)                     | 258                      | "AQI="
          BIT(64)                     | X'8000000000000001'      | "gAAAAAAAAAE="
          BIT(64)                     | X'FFFFFFFFFFFFFFFF'      | "//////////8="
          YEAR                        | 1901                     | 1901
          YEAR                        | 2155                     | 2155
          YEAR                        | 0                        | 0
          """);

  private static final GoldenTypes TEXTS =
      GoldenTypes.parse(
          """
          CHAR(5)                     | 'ab  '                   | "ab"
          CHAR(0)                     | ''                       | ""
          VARCHAR(10)                 | 'ab  '                   | "ab  "
          VARCHAR(10)                 | ''                       | ""
          VARCHAR(20)                 | 'ä "q"'                  | "ä \\"q\\""
          VARCHAR(20)                 | '🚂é'                     | "🚂é"
          VARCHAR(20)                 | CONCAT('a', CHAR(0), 'b') | "a\\u0000b"
          VARCHAR(20)                 | CONCAT(CHAR(10), CHAR(92), CHAR(27)) | "\\n\\\\\\u001B"
          VARCHAR(20) CHARACTER SET latin1 | 'é'                 | "é"
          VARCHAR(20) CHARACTER SET utf16  | '🚂'                 | "🚂"
          VARCHAR(20) CHARACTER SET binary | 'x'                 | "eA=="
          TINYTEXT                    | ' t '                    | " t "
          TEXT                        | ''                       | ""
          MEDIUMTEXT                  | 'm'                      | "m"
          LONGTEXT                    | 'l'                      | "l"
          JSON                        | '{"a": 1}'               | "{\\"a\\": 1}"
          BINARY(4)                   | X'0A'                    | "CgAAAA=="
          VARBINARY(4)                | X'00FF'                  | "AP8="
          TINYBLOB                    | X'FF'                    | "/w=="
          BLOB                        | X'00'                    | "AA=="
          MEDIUMBLOB                  | ''                       | ""
          LONGBLOB                    | X'FFFE'                  | "//4="
          ENUM('b','a','')            | 'a'                      | "a"
          ENUM('b','a','')            | ''                       | ""
          ENUM('b','a')               | 'no such'                | ""
          SET('b','a','c')            | 'c,b'                    | "b,c"
          SET('a')                    | ''                       | ""
          UUID                        | '123e4567-e89b-12d3-a456-426655440000' | "123e4567-e89b-12d3-a456-426655440000"
          INET4                       | '255.255.255.255'        | "255.255.255.255"
          INET6                       | '::1'                    | "::1"
          INET6                       | '::ffff:1.2.3.4'         | "::ffff:1.2.3.4"
          POINT                       | POINT(1.5, -2)           | "AAAAAAEBAAAAAAAAAAAA+D8AAAAAAAAAwA=="
          GEOMETRY                    | ST_GeomFromText('POINT(1 2)', 4326) | "5hAAAAEBAAAAAAAAAAAA8D8AAAAAAAAAQA=="
          LINESTRING                  | ST_GeomFromText('LINESTRING(0 0,1 1)') | "AAAAAAECAAAAAgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAADwPwAAAAAAAPA/"
          MULTIPOINT                  | ST_GeomFromText('MULTIPOINT(1 1)') | "AAAAAAEEAAAAAQAAAAEBAAAAAAAAAAAA8D8AAAAAAADwPw=="
          """);

  private static final GoldenTypes TIMES =
      GoldenTypes.parse(
          """
          DATE         | '2026-03-29'                 | "2026-03-29"
          DATE         | '0001-01-01'                 | "0001-01-01"
          DATE         | '9999-12-31'                 | "9999-12-31"
          DATE         | '0000-00-00'                 | "0000-00-00"
          TIME         | '00:00:01'                   | "00:00:01"
          TIME         | '-12:30:00'                  | "-12:30:00"
          TIME         | '838:59:59'                  | "838:59:59"
          TIME(6)      | '-838:59:59.999999'          | "-838:59:59.999999"
          TIME         | '-838:59:59'                 | "-838:59:59"
          TIME(1)      | '12:00:00.5'                 | "12:00:00.500000"
          TIME(2)      | '-25:30:00.25'               | "-25:30:00.250000"
          TIME(3)      | '-00:00:00.5'                | "-00:00:00.500000"
          TIME(4)      | '00:00:00.1234'              | "00:00:00.123400"
          TIME(5)      | '00:00:00.00001'             | "00:00:00.000010"
          TIME(6)      | '00:00:00'                   | "00:00:00.000000"
          TIME(6)      | '838:59:59.999999'           | "838:59:59.999999"
          DATETIME     | '2026-03-29 02:30:00'        | "2026-03-29T02:30:00"
          DATETIME     | '0000-01-01 00:00:00'        | "0000-01-01T00:00:00"
          DATETIME     | '9999-12-31 23:59:59'        | "9999-12-31T23:59:59"
          DATETIME(1)  | '2026-03-29 02:30:00.5'      | "2026-03-29T02:30:00.5"
          DATETIME(2)  | '2026-03-29 02:30:00.05'     | "2026-03-29T02:30:00.05"
          DATETIME(3)  | '2026-03-29 02:30:00.123'    | "2026-03-29T02:30:00.123"
          DATETIME(4)  | '2026-03-29 02:30:00.1234'   | "2026-03-29T02:30:00.1234"
          DATETIME(5)  | '2026-03-29 02:30:00.1'      | "2026-03-29T02:30:00.1"
          DATETIME(6)  | '2026-03-29 02:30:00.123456' | "2026-03-29T02:30:00.123456"
          DATETIME(6)  | '2026-03-29 02:30:00'        | "2026-03-29T02:30:00"
          DATETIME     | '0000-00-00 00:00:00'        | "0000-00-00T00:00:00"
          DATETIME(6)  | '0000-00-00 00:00:00'        | "0000-00-00T00:00:00"
          DATETIME(6)  | '9999-12-31 23:59:59.999999' | "9999-12-31T23:59:59.999999"
          DATETIME(6)  | '0000-01-01 00:00:00.000001' | "0000-01-01T00:00:00.000001"
          DATETIME     | '2024-00-10 00:00:00'        | "2024-00-10T00:00:00"
          DATETIME     | '2024-02-00 00:00:00'        | "2024-02-00T00:00:00"
          DATETIME(6)  | '2024-02-00 01:02:03.000004' | "2024-02-00T01:02:03.000004"
          DATETIME(6)  | '0000-00-00 01:02:03'        | "0000-00-00T01:02:03"
          DATETIME     | '2024-00-15 10:00:00'        | "2024-00-15T10:00:00"
          DATETIME(3)  | '2024-00-15 10:00:00.5'      | "2024-00-15T10:00:00.5"
          DATETIME(6)  | '2026-02-31 00:00:00'        | "2026-02-31T00:00:00"
          TIMESTAMP    | '1970-01-01 00:00:01'        | "1970-01-01T00:00:01Z"
          TIMESTAMP(1) | '2026-01-01 10:00:00.5'      | "2026-01-01T10:00:00.5Z"
          TIMESTAMP(3) | '2026-01-01 10:00:00.123'    | "2026-01-01T10:00:00.123Z"
          TIMESTAMP(6) | '2038-01-19 03:14:07.999999' | "2038-01-19T03:14:07.999999Z"
          TIMESTAMP(6) | '2026-01-01 10:00:00'        | "2026-01-01T10:00:00Z"
          TIMESTAMP    | '0000-00-00 00:00:00'        | "0000-00-00T00:00:00Z"
          TIMESTAMP(6) | '0000-00-00 00:00:00'        | "0000-00-00T00:00:00Z"
          """);

  private MariaDbServer server;

  @BeforeAll
  void start() throws Exception {
    server = MariaDbServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      // As of a table that is older than its server's strictness.
      statement.execute("SET time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES'");
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void theFormFollowsFromTheDeclaredType() throws Exception {
    assertPublished(TrialSettings.mariaDb(server), List.of(NUMBERS, TEXTS, TIMES));
  }

  /** The driver has two forms of a result; the other one has six digits of a FLOAT. */
  @Test
  void withoutPreparedStatementsItIsTheSame() throws Exception {
    assertPublished(
        TrialSettings.withProperties(
            TrialSettings.mariaDb(server), Map.of("useServerPrepStmts", "false")),
        List.of(NUMBERS.without("FLOAT"), TEXTS, TIMES));
  }

  private void assertPublished(DatabaseSettings settings, List<GoldenTypes> types)
      throws Exception {
    try (SourceTrial trial = new SourceTrial(settings)) {
      for (GoldenTypes golden : types) {
        execute(
            "CREATE OR REPLACE TABLE GOLDEN (" + golden.columns() + ")",
            "INSERT INTO GOLDEN VALUES (" + golden.values() + ")",
            "INSERT INTO GOLDEN VALUES (" + golden.nothing() + ")");
        golden.assertPublished(
            trial.database.query(
                RelayLimits.STANDARD.preparation(),
                "SELECT * FROM GOLDEN",
                RelayDatabase.Binding.NONE,
                rows -> GoldenTypes.encoded(DatabaseKind.MARIADB, rows)));
      }
    }
  }

  /** In both forms of a result, of which the driver refuses them in one only. */
  @Test
  void aDateWithoutAMonthOrADayIsABadRowByName() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE DAYS (ID INT PRIMARY KEY, AT DATETIME NOT NULL, DAY DATE, INDEX"
            + " (AT, ID))",
        "INSERT INTO DAYS VALUES (1, '2026-01-01', '2024-00-10'), (2, '2026-01-02', '2024-02-00'),"
            + " (3, '2026-01-03', '2026-02-31'), (4, '2026-01-04', '0000-00-00')");
    for (String prepared : List.of("true", "false")) {
      DatabaseSettings settings =
          TrialSettings.withProperties(
              TrialSettings.mariaDb(server), Map.of("useServerPrepStmts", prepared));
      try (SourceTrial trial = new SourceTrial(settings)) {
        Source source = trial.open(SourceTrial.settings("DAYS", "ID", "AT", 5));
        Optional<Position> after = Optional.empty();
        for (String day : List.of("2024-00-10", "2024-02-00", "2026-02-31")) {
          Optional<Position> from = after;
          BadRow bad = catchThrowableOfType(BadRowException.class, () -> source.page(from)).row();
          assertThat(bad.column()).isEqualTo("DAY");
          assertThat(bad.reason()).contains(day);
          after = Optional.of(bad.position());
        }
        assertThat(source.page(after).rows())
            .extracting(row -> new String(row.payload(), StandardCharsets.UTF_8))
            .containsExactly("{\"ID\":4,\"AT\":\"2026-01-04T00:00:00\",\"DAY\":\"0000-00-00\"}");
      }
    }
  }

  /** MariaDB keeps them, and they have a place in the order of rows. */
  @Test
  void rowsDatedByWhatIsInNoCalendarAreReadInTheirPlace() throws Exception {
    execute(
        "CREATE OR REPLACE TABLE DATED (ID INT PRIMARY KEY, AT DATETIME(6) NOT NULL, INDEX (AT,"
            + " ID))",
        "INSERT INTO DATED VALUES (1, '2026-03-01'), (2, '2026-02-31 10:00:00.5'),"
            + " (3, '2026-02-28'), (4, '2026-00-15'), (5, '2026-00-00'), (6, '0000-00-00'),"
            + " (7, '0000-00-00'), (8, '2025-12-31')");
    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      Source source = trial.open(SourceTrial.settings("DATED", "ID", "AT", 1));
      List<SourceRow> rows = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        rows.addAll(
            source
                .page(rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().position()))
                .rows());
      }

      assertThat(SourceTrial.ids(rows)).containsExactly("6", "7", "8", "5", "4", "3", "2", "1");
      assertThat(rows.get(6).position().timestamp()).isEqualTo("2026-02-31T10:00:00.500000000");
      assertThat(source.isKnown(rows.get(6).position())).isTrue();
      assertThat(source.isNotAfter(rows.get(6).position(), rows.get(7).position())).isTrue();
      assertThat(source.isNotAfter(rows.get(7).position(), rows.get(6).position())).isFalse();
      assertThat(source.count(Optional.of(rows.get(1).position()), rows.get(6).position(), 100))
          .isEqualTo(5);
    }
  }

  @Test
  void computedColumnsAreReadAndInvisibleOnesAreNot() throws Exception {
    execute(
        """
        CREATE OR REPLACE TABLE COLUMNS (ID INT PRIMARY KEY, AT DATETIME NOT NULL,
          HIDDEN INT INVISIBLE DEFAULT 3, DOUBLED INT AS (ID * 2) VIRTUAL,
          TEXT VARCHAR(20) AS (CONCAT('n', ID)) STORED, INDEX (AT, ID)) WITH SYSTEM VERSIONING\
        """,
        "INSERT INTO COLUMNS (ID, AT) VALUES (7, '2026-01-01')");
    try (SourceTrial trial = new SourceTrial(TrialSettings.mariaDb(server))) {
      Source source = trial.open(SourceTrial.settings("COLUMNS", "ID", "AT"));

      assertThat(SourceTrial.read(source, Optional.empty()))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(new String(row.payload(), StandardCharsets.UTF_8))
                      .isEqualTo(
                          "{\"ID\":7,\"AT\":\"2026-01-01T00:00:00\",\"DOUBLED\":14,"
                              + "\"TEXT\":\"n7\"}"));
    }
  }
}
