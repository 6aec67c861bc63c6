package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.settings.DatabaseSettings;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What differs between the databases. Immutable. */
sealed interface DriverDialect permits OracleDialect, MariaDbDialect {

  static DriverDialect of(DatabaseSettings settings) {
    return switch (settings.kind()) {
      case ORACLE -> new OracleDialect(OracleUrl.parse(settings.url()));
      case MARIADB -> new MariaDbDialect(MariaDbUrl.parse(settings.url()));
    };
  }

  /** A new driver, asked directly: the driver manager has a login timeout for the whole JVM. */
  Driver driver();

  String jdbcUrl();

  /** What is known of the peer's address beforehand, where the driver does not show its socket. */
  String address();

  /** The hosts to look up before the driver does; empty where only the driver knows them. */
  List<String> hosts();

  /**
   * What the driver is told unless the operator says otherwise.
   *
   * @param connectLimit how long one physical connect may take at most
   */
  Map<String, String> defaults(Duration connectLimit);

  /**
   * Says on a new connection who uses it, for those who look at the server's sessions. No round
   * trip: what is to be said goes along with the first call.
   */
  void introduce(Connection connection) throws SQLException;

  /** Explains what the driver throws. */
  Diagnosis diagnose(Throwable failure, String address);
}
