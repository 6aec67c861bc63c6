package dev.signalbox.sandbox.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import oracle.jdbc.OracleTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Values go through the driver into a table and come back through it unchanged. */
@Timeout(60)
class OracleTypesTest {
  private static OracleStandIn oracle;
  private static Connection connection;

  @BeforeAll
  static void start() throws IOException, SQLException {
    oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
    connection = DriverManager.getConnection(oracle.jdbcUrl(), "APP", "tiger");
    connection.setAutoCommit(false);
  }

  @AfterAll
  static void stop() throws SQLException, IOException, InterruptedException {
    connection.close();
    oracle.close();
  }

  private interface Setter<T> {
    void set(PreparedStatement statement, T value) throws SQLException;
  }

  private interface Getter<T> {
    T get(ResultSet rows) throws SQLException;
  }

  private static <T> List<T> roundTrip(
      String type, List<T> values, Setter<T> setter, Getter<T> getter) throws SQLException {
    try (Statement ddl = connection.createStatement()) {
      ddl.execute("CREATE TABLE V(I NUMBER, V " + type + ")");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO V VALUES(?, ?)");
          PreparedStatement query = connection.prepareStatement("SELECT V FROM V ORDER BY I")) {
        for (int index = 0; index < values.size(); index++) {
          insert.setInt(1, index);
          setter.set(insert, values.get(index));
          insert.addBatch();
        }
        insert.executeBatch();
        List<T> read = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            read.add(getter.get(rows));
          }
        }
        return read;
      } finally {
        ddl.execute("DROP TABLE V");
      }
    }
  }

  @Test
  void numbersOverTheWholeRange() throws SQLException {
    Random random = new Random(20260301);
    Stream<BigDecimal> edges =
        Stream.of(
                "0",
                "1",
                "9",
                "10",
                "99",
                "100",
                "101",
                "12345",
                "0.1",
                "0.01",
                "0.001",
                "1.5",
                "99.99",
                "100.001",
                "9999999999999999999999999999999999999999",
                "1E125",
                "9.9E125",
                "1E-130",
                "1.5E-129",
                "123456789012345678901234567890.12345678",
                "" + Long.MAX_VALUE,
                "" + Integer.MIN_VALUE)
            .map(BigDecimal::new);
    Stream<BigDecimal> randoms =
        IntStream.range(0, 500)
            .mapToObj(_ -> new BigDecimal(new BigInteger(120, random), random.nextInt(160) - 80));
    List<BigDecimal> numbers =
        Stream.concat(edges, randoms).flatMap(n -> Stream.of(n, n.negate())).toList();

    List<BigDecimal> read =
        roundTrip("NUMBER", numbers, (s, n) -> s.setBigDecimal(2, n), r -> r.getBigDecimal(1));

    assertThat(read).usingElementComparator(BigDecimal::compareTo).isEqualTo(numbers);
  }

  @Test
  void numbersBeyondTheRangeAreRefusedOrVanish() throws OracleException {
    assertThat(OracleNumber.encode(new BigDecimal("1E-131"))).containsExactly(0x80);
    assertThat(catchThrowable(() -> OracleNumber.encode(new BigDecimal("1E126"))))
        .hasMessageStartingWith("ORA-01426");
  }

  @Test
  void numbersAreRoundedToTheirFortiethDigit() throws OracleException {
    BigDecimal third = BigDecimal.ONE.divide(BigDecimal.valueOf(3), new MathContext(60));
    BigDecimal read = OracleNumber.decode(OracleNumber.encode(third));
    assertThat(read).isEqualByComparingTo("0.3333333333333333333333333333333333333333");
  }

  @Test
  void textOfEveryPlaneAndLength() throws SQLException {
    List<String> texts =
        List.of(
            "a",
            " ",
            "é",
            "€",
            "🚂",
            "x".repeat(252),
            "x".repeat(253),
            "é€🚂".repeat(600),
            "'\"\n\0");
    assertThat(roundTrip("VARCHAR2(4000)", texts, (s, t) -> s.setString(2, t), r -> r.getString(1)))
        .isEqualTo(texts);
  }

  @Test
  void theEmptyTextIsNull() throws SQLException {
    List<String> read =
        roundTrip(
            "VARCHAR2(10)", List.of(""), (s, t) -> s.setString(2, t), r -> "" + r.getString(1));
    assertThat(read).containsExactly("null");
  }

  @Test
  void charactersOfFixedLengthArePadded() throws SQLException {
    List<String> read =
        roundTrip(
            "CHAR(5)", List.of("ab", "abcde"), (s, t) -> s.setString(2, t), r -> r.getString(1));
    assertThat(read).containsExactly("ab   ", "abcde");
  }

  @Test
  void datesKeepSeconds() throws SQLException {
    List<LocalDateTime> dates =
        List.of(
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(1582, 10, 15, 0, 0),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59),
            LocalDateTime.of(2000, 2, 29, 12, 30, 15),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59));
    assertThat(
            roundTrip(
                "DATE",
                dates,
                (s, d) -> s.setObject(2, d),
                r -> r.getObject(1, LocalDateTime.class)))
        .isEqualTo(dates);
  }

  @Test
  void timestampsKeepAsManyDigitsAsDeclared() throws SQLException {
    LocalDateTime base = LocalDateTime.of(2026, 3, 29, 2, 30, 59);
    for (int digits = 0; digits <= 9; digits++) {
      int unit = (int) Math.pow(10, 9 - digits);
      List<LocalDateTime> values = List.of(base, base.plusNanos(1_000_000_000L - unit));
      assertThat(
              roundTrip(
                  "TIMESTAMP(" + digits + ")",
                  values,
                  (s, d) -> s.setObject(2, d),
                  r -> r.getObject(1, LocalDateTime.class)))
          .as("TIMESTAMP(%d)", digits)
          .isEqualTo(values);
    }
  }

  @Test
  void timestampsWithZonesKeepTheirOffsets() throws SQLException {
    LocalDateTime base = LocalDateTime.of(2026, 12, 31, 23, 59, 59, 123_456_789);
    List<OffsetDateTime> values =
        Stream.of("Z", "+01:00", "-03:30", "+05:45", "+14:00", "-12:00")
            .map(offset -> base.atOffset(ZoneOffset.of(offset)))
            .toList();
    assertThat(
            roundTrip(
                "TIMESTAMP(9) WITH TIME ZONE",
                values,
                (s, d) -> s.setObject(2, d),
                r -> r.getObject(1, OffsetDateTime.class)))
        .isEqualTo(values);
  }

  @Test
  void bytesOfEveryValueAndLength() throws SQLException {
    byte[] all = new byte[2000];
    new Random(1).nextBytes(all);
    List<byte[]> values = List.of(new byte[] {0}, new byte[] {-1, 0, 1}, all);
    assertThat(roundTrip("RAW(2000)", values, (s, b) -> s.setBytes(2, b), r -> r.getBytes(1)))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(values);
  }

  @Test
  void binaryFloatingPoint() throws SQLException {
    List<Double> doubles = List.of(0d, -0d, 1.5, -2.25, Double.MAX_VALUE, Double.MIN_VALUE);
    assertThat(
            roundTrip(
                "BINARY_DOUBLE",
                doubles,
                (s, d) -> s.setObject(2, d, OracleTypes.BINARY_DOUBLE),
                r -> r.getDouble(1)))
        .usingElementComparator((a, b) -> a.doubleValue() == b.doubleValue() ? 0 : 1)
        .isEqualTo(doubles);
    List<Float> floats = List.of(0f, 1.5f, -2.25f, 3.4e38f);
    assertThat(
            roundTrip(
                "BINARY_FLOAT",
                floats,
                (s, f) -> s.setObject(2, f, OracleTypes.BINARY_FLOAT),
                r -> r.getFloat(1)))
        .isEqualTo(floats);
  }

  @Test
  void nullOfEveryType() throws SQLException {
    for (String type :
        List.of(
            "NUMBER",
            "VARCHAR2(9)",
            "CHAR(9)",
            "DATE",
            "TIMESTAMP(6)",
            "TIMESTAMP WITH TIME ZONE",
            "RAW(9)",
            "BINARY_DOUBLE",
            "BINARY_FLOAT",
            "CLOB")) {
      List<String> read =
          roundTrip(
              type, List.of(""), (s, _) -> s.setNull(2, Types.VARCHAR), r -> "" + r.getObject(1));
      assertThat(read).as(type).containsExactly("null");
    }
  }

  @Test
  void largeTextIsReadUpToItsCap() throws SQLException {
    String text = "é€🚂x".repeat(1000);
    assertThat(roundTrip("CLOB", List.of(text), (s, t) -> s.setString(2, t), r -> r.getString(1)))
        .containsExactly(text.substring(0, text.offsetByCodePoints(0, 3200)));
  }
}
