package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.testing.OracleServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import oracle.jdbc.OracleConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published of the types that Oracle has, as far as the stand-in speaks them. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.signalbox.testing.OracleServer#available")
@Timeout(60)
class OracleColumnTypesTest {
  private static final GoldenTypes GOLDEN =
      GoldenTypes.parse(
          """
          NUMBER         | 1                                      | "1"
          NUMBER         | 1.5                                    | "1.5"
          NUMBER         | 1E38                                   | "100000000000000000000000000000000000000"
          NUMBER         | 1E-40                                  | "0.0000000000000000000000000000000000000001"
          NUMBER(1)      | -9                                     | -9
          NUMBER         | -1E-130                                | "-0.0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000001"
          NUMBER(15)     | -999999999999999                       | -999999999999999
          NUMBER(16)     | -9999999999999999                      | "-9999999999999999"
          NUMBER(18)     | 999999999999999999                     | "999999999999999999"
          NUMBER(19)     | -9999999999999999999                   | "-9999999999999999999"
          NUMBER(38)     | -99999999999999999999999999999999999999 | "-99999999999999999999999999999999999999"
          NUMBER(38,38)  | 0.99999999999999999999999999999999999999 | "0.99999999999999999999999999999999999999"
          NUMBER(15)     | 999999999999999                        | 999999999999999
          NUMBER(16)     | 1                                      | "1"
          NUMBER(38)     | 99999999999999999999999999999999999999 | "99999999999999999999999999999999999999"
          NUMBER(10,2)   | 1.5                                    | "1.5"
          NUMBER(10,0)   | 7                                      | 7
          NUMBER(2,5)    | 0.00012                                | "0.00012"
          NUMBER(38,10)  | -0.0000000001                          | "-0.0000000001"
          NUMBER(5,-2)   | 1200                                   | "1200"
          ROWID          | 'AAAR3sAAEAAAACXAAA'                   | "AAAR3sAAEAAAACXAAA"
          DECIMAL(5)     | 5                                      | 5
          INTEGER        | 5                                      | "5"
          FLOAT          | 0.1                                    | "0.1"
          BINARY_FLOAT   | 0.1                                    | 0.1
          BINARY_FLOAT   | 3.4028235E38                           | 3.4028235E38
          BINARY_FLOAT   | -3.4028235E38                          | -3.4028235E38
          BINARY_FLOAT   | CAST('NaN' AS BINARY_FLOAT)            | "NaN"
          BINARY_DOUBLE  | 0.1                                    | 0.1
          BINARY_DOUBLE  | 1.7976931348623157E308                 | 1.7976931348623157E308
          BINARY_DOUBLE  | -1.7976931348623157E308                | -1.7976931348623157E308
          BINARY_DOUBLE  | CAST('NaN' AS BINARY_DOUBLE)           | "NaN"
          BINARY_DOUBLE  | CAST('Infinity' AS BINARY_DOUBLE)      | "Infinity"
          BINARY_DOUBLE  | CAST('-Infinity' AS BINARY_DOUBLE)     | "-Infinity"
          CHAR(5)        | 'ab'                                   | "ab   "
          VARCHAR2(10)   | ' ab '                                 | " ab "
          VARCHAR2(10)   | ''                                     | null
          VARCHAR2(10 CHAR) | '🚂é'                                | "🚂é"
          VARCHAR2(10)   | CHR(0)                                 | "\\u0000"
          NCHAR(5)       | 'é'                                    | "é    "
          NVARCHAR2(10)  | '🚂'                                   | "🚂"
          RAW(4)         | HEXTORAW('00FF')                       | "AP8="
          CLOB           | 'text'                                 | "text"
          BLOB           | HEXTORAW('00FF')                       | "AP8="
          DATE           | DATE '2026-03-29'                      | "2026-03-29T00:00:00"
          DATE           | TIMESTAMP '2026-03-29 02:30:00'        | "2026-03-29T02:30:00"
          DATE           | DATE '0001-01-01'                      | "0001-01-01T00:00:00"
          DATE           | TIMESTAMP '9999-12-31 23:59:59'        | "9999-12-31T23:59:59"
          DATE           | DATE '-4712-01-01'                     | "-4712-01-01T00:00:00"
          DATE           | DATE '9999-12-31'                      | "9999-12-31T00:00:00"
          TIMESTAMP(0)   | TIMESTAMP '2026-03-29 02:30:00'        | "2026-03-29T02:30:00"
          TIMESTAMP(1)   | TIMESTAMP '2026-03-29 02:30:00.5'      | "2026-03-29T02:30:00.5"
          TIMESTAMP(2)   | TIMESTAMP '2026-03-29 02:30:00.25'     | "2026-03-29T02:30:00.25"
          TIMESTAMP(3)   | TIMESTAMP '2026-03-29 02:30:00.5'      | "2026-03-29T02:30:00.5"
          TIMESTAMP(4)   | TIMESTAMP '2026-03-29 02:30:00.0001'   | "2026-03-29T02:30:00.0001"
          TIMESTAMP(5)   | TIMESTAMP '2026-03-29 02:30:00.00001'  | "2026-03-29T02:30:00.00001"
          TIMESTAMP      | TIMESTAMP '2026-03-29 02:30:00.000001' | "2026-03-29T02:30:00.000001"
          TIMESTAMP(7)   | TIMESTAMP '2026-03-29 02:30:00.0000001' | "2026-03-29T02:30:00.0000001"
          TIMESTAMP(8)   | TIMESTAMP '2026-03-29 02:30:00.00000001' | "2026-03-29T02:30:00.00000001"
          TIMESTAMP(9)   | TIMESTAMP '2026-03-29 02:30:00.123456789' | "2026-03-29T02:30:00.123456789"
          TIMESTAMP(9)   | TIMESTAMP '9999-12-31 23:59:59.999999999' | "9999-12-31T23:59:59.999999999"
          TIMESTAMP(9)   | TIMESTAMP '0001-01-01 00:00:00.000000001' | "0001-01-01T00:00:00.000000001"
          TIMESTAMP(6)   | TIMESTAMP '-4712-01-01 00:00:00.000001' | "-4712-01-01T00:00:00.000001"
          INTERVAL DAY TO SECOND | INTERVAL '99 23:59:59.999999' DAY TO SECOND | "99 23:59:59.999999"
          INTERVAL YEAR TO MONTH | INTERVAL '99-11' YEAR TO MONTH | "99-11"
          INTERVAL DAY TO SECOND | INTERVAL '1 02:03:04.5' DAY TO SECOND | "1 2:3:4.5"
          INTERVAL DAY TO SECOND | INTERVAL '-1 02:03:04' DAY TO SECOND | "-1 2:3:4.0"
          INTERVAL YEAR TO MONTH | INTERVAL '1-2' YEAR TO MONTH   | "1-2"
          INTERVAL YEAR TO MONTH | INTERVAL '-1-2' YEAR TO MONTH  | "-1-2"
          """);

  private final OracleServer oracle;

  OracleColumnTypesTest(OracleServer oracle) {
    this.oracle = oracle;
  }

  @Test
  void theFormFollowsFromTheDeclaredType() throws SQLException {
    oracle.createTable("GOLDEN", "ROW_ID NUMBER, " + GOLDEN.columns());
    try (Connection connection = oracle.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO GOLDEN VALUES (1, " + GOLDEN.values() + ")");
      statement.execute("INSERT INTO GOLDEN VALUES (2, " + GOLDEN.nothing() + ")");
      try (ResultSet rows =
          statement.executeQuery("SELECT " + GOLDEN.names() + " FROM GOLDEN ORDER BY ROW_ID")) {
        GOLDEN.assertPublished(GoldenTypes.encoded(DatabaseKind.ORACLE, rows));
      }
    }
  }

  /** They are instants, whatever the zone of the session that asks. */
  @Test
  void timesInTheSessionsZoneAreInUtc() throws SQLException {
    oracle.createTable("LOCAL_TIMES", "V TIMESTAMP(9) WITH LOCAL TIME ZONE, N NUMBER");
    try (Connection connection = oracle.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO LOCAL_TIMES VALUES (?, NULL)")) {
      insert.setObject(1, OffsetDateTime.parse("2026-03-29T02:30:00.123456789-09:30"));
      insert.execute();
      for (String zone : List.of("+00:00", "-05:00", "+05:45")) {
        connection.unwrap(OracleConnection.class).setSessionTimeZone(zone);
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT * FROM LOCAL_TIMES")) {
          assertThat(GoldenTypes.encoded(DatabaseKind.ORACLE, rows))
              .containsExactly("{\"V\":\"2026-03-29T12:00:00.123456789Z\",\"N\":null}");
        }
      }
    }
  }

  @Test
  void timesWithAZoneKeepTheirOffset() throws SQLException {
    oracle.createTable(
        "ZONED",
        "V TIMESTAMP(9) WITH TIME ZONE, W TIMESTAMP(0) WITH TIME ZONE,"
            + " N TIMESTAMP(6) WITH TIME ZONE");
    try (Connection connection = oracle.connect();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO ZONED VALUES (?, ?, NULL)")) {
      insert.setObject(1, OffsetDateTime.parse("2026-03-29T02:30:00.123456789-09:30"));
      insert.setObject(2, OffsetDateTime.parse("2026-03-29T02:30:00Z"));
      insert.execute();
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT * FROM ZONED")) {
        assertThat(GoldenTypes.encoded(DatabaseKind.ORACLE, rows))
            .containsExactly(
                "{\"V\":\"2026-03-29T02:30:00.123456789-09:30\","
                    + "\"W\":\"2026-03-29T02:30:00Z\",\"N\":null}");
      }
    }
  }
}
