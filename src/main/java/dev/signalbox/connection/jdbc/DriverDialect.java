package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.state.TlsFacts;
import dev.signalbox.settings.DatabaseSettings;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What differs between the databases. Immutable. */
sealed interface DriverDialect permits OracleDialect, MariaDbDialect {

  static DriverDialect of(DatabaseSettings settings) {
    return switch (settings.kind()) {
      case ORACLE -> OracleDialect.of(settings);
      case MARIADB -> MariaDbDialect.of(settings);
    };
  }

  /** A new driver, asked directly: the driver manager has a login timeout for the whole JVM. */
  Driver driver();

  /** What is known of the peer's address beforehand, where the driver does not show its socket. */
  String address();

  /** What is known of TLS beforehand, where the driver does not show it; empty if there is none. */
  Optional<TlsFacts> tls();

  /** The hosts to look up before the driver does; empty where only the driver knows them. */
  List<String> hosts();

  /**
   * The ways to the server, in the order in which they are to be tried. Blocks for as long as the
   * system's resolver does.
   *
   * @throws UnknownHostException if none of the hosts is known
   */
  List<Route> routes() throws UnknownHostException;

  /**
   * What the driver is told for one way unless the operator says otherwise.
   *
   * @param connectLimit how long that physical connect may take at most
   */
  Map<String, String> defaults(Route route, Duration connectLimit);

  /** The driver properties that the operator has set, with what is ours whatever they say. */
  Map<String, String> amended(Map<String, String> properties);

  /**
   * Says on a new connection who uses it, for those who look at the server's sessions. No round
   * trip: what is to be said goes along with the first call.
   */
  void introduce(Connection connection) throws SQLException;

  /** Explains what the driver throws. */
  Diagnosis diagnose(Throwable failure, String address);
}
