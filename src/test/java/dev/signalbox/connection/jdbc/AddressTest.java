package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.TrialSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTest {
  private static final Route LOCAL =
      new Route("", Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 3306)));

  private static Map<String, String> mariaDb(String url, int millis) {
    return MariaDbDialect.of(TrialSettings.mariaDb(url, "app", Secret.of("secret")))
        .defaults(LOCAL, Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({
    "//db.example:1521/FREEPDB1, db.example",
    "//db.example/FREEPDB1, db.example",
    "db.example:1521:XE, db.example",
    "db.example:1521/FREEPDB1, db.example",
    "tcps://db.example:2484/FREEPDB1, db.example",
    "//[::1]:1521/FREEPDB1, ::1",
  })
  void oracleAddressesNameTheirHost(String address, String host) {
    OracleUrl plain = OracleUrl.parse(address);
    assertThat(plain.jdbcUrl()).isEqualTo("jdbc:oracle:thin:@" + address);
    assertThat(plain.hosts()).containsExactly(host);
    assertThat(OracleUrl.parse("jdbc:oracle:thin:@" + address)).isEqualTo(plain);
  }

  @Test
  void anOracleDescriptionNamesAllItsHosts() {
    String description =
        "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=one)(PORT=1521))"
            + "(ADDRESS=(PROTOCOL=TCP)(host = two)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=S)))";
    assertThat(OracleUrl.parse(description).hosts()).containsExactly("one", "two");
  }

  @Test
  void theHostOfAnAliasIsTheDriversToFind() {
    assertThat(OracleUrl.parse("PRODUCTION"))
        .isEqualTo(new OracleUrl("jdbc:oracle:thin:@PRODUCTION", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "db.example:3306/tracking, db.example",
    "db.example/tracking, db.example",
    "[::1]:3306/tracking, ::1",
  })
  void mariaDbAddressesNameTheirHost(String address, String host) {
    MariaDbUrl plain = MariaDbUrl.parse(address);
    assertThat(plain.jdbcUrl()).isEqualTo("jdbc:mariadb://" + address);
    assertThat(plain.hosts()).containsExactly(host);
    assertThat(MariaDbUrl.parse("jdbc:mariadb://" + address)).isEqualTo(plain);
  }

  @Test
  void mariaDbMayHaveSeveralHosts() {
    assertThat(MariaDbUrl.parse("jdbc:mariadb:sequential://one:1,two/tracking").hosts())
        .containsExactly("one", "two");
    assertThat(MariaDbUrl.parse("address=(host=one)(port=1),address=(host=two)/t").hosts())
        .containsExactly("one", "two");
  }

  @Test
  void optionsInTheAddressAreTheOperatorsWord() {
    assertThat(mariaDb("db/tracking?ConnectTimeout=9000&sslMode=trust", 30_000))
        .doesNotContainKeys("connectTimeout", "sslMode")
        .containsEntry("useServerPrepStmts", "true");
  }

  @Test
  void theZoneOfTheSessionIsOursWhateverElseTheAddressSets() {
    MariaDbUrl url = MariaDbUrl.parse("db/t?a=1&SessionVariables=x=1&b=2");
    assertThat(url.withAppended("sessionVariables", ",y=2"))
        .isEqualTo(MariaDbUrl.parse("db/t?a=1&SessionVariables=x=1,y=2&b=2"));
    assertThat(mariaDb("db/t", 30_000)).containsEntry("sessionVariables", "time_zone='+00:00'");
  }

  @Test
  void driverTimeoutsFollowTheDeadline() {
    assertThat(
            new OracleDialect(OracleUrl.parse("A"), DatabaseTls.NONE)
                .defaults(LOCAL, Duration.ofMillis(1_500)))
        .containsEntry("oracle.jdbc.loginTimeout", "2")
        .containsEntry("oracle.net.CONNECT_TIMEOUT", "1500")
        .containsEntry("oracle.net.OUTBOUND_CONNECT_TIMEOUT", "1500ms");
    assertThat(mariaDb("db/t", 30_000)).containsEntry("connectTimeout", "30000");
    assertThat(mariaDb("db/t", 1_000)).containsEntry("connectTimeout", "1000");
  }
}
