package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.Diagnosis;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import oracle.jdbc.OracleConnection;
import oracle.jdbc.OracleDriver;

/** Oracle by the thin driver. */
record OracleDialect(OracleUrl url) implements DriverDialect {
  private static final String PROGRAM = "Signalbox";

  /** The relay repeats a handful of statements for as long as it runs. */
  private static final String STATEMENT_CACHE = "20";

  /** The driver's own ten rows cost a thousand-row page a hundred round trips. */
  private static final String ROW_PREFETCH = "250";

  @Override
  public Driver driver() {
    return new OracleDriver();
  }

  @Override
  public String jdbcUrl() {
    return url.jdbcUrl();
  }

  @Override
  public String address() {
    return url.address();
  }

  @Override
  public List<String> hosts() {
    return url.hosts();
  }

  @Override
  public Map<String, String> defaults(Duration connectLimit) {
    String millis = Long.toString(Math.max(1, connectLimit.toMillis()));
    String seconds = Long.toString(Math.max(1, connectLimit.plusMillis(999).toSeconds()));
    return Map.of(
        // Only this one bounds a whole connect whatever the server does.
        OracleConnection.CONNECTION_PROPERTY_LOGIN_TIMEOUT,
        seconds,
        OracleConnection.CONNECTION_PROPERTY_THIN_NET_CONNECT_TIMEOUT,
        millis,
        // Without its unit the driver would take the number for seconds.
        OracleConnection.CONNECTION_PROPERTY_THIN_OUTBOUND_CONNECT_TIMEOUT,
        millis + "ms",
        OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_PROGRAM,
        PROGRAM,
        OracleConnection.CONNECTION_PROPERTY_IMPLICIT_STATEMENT_CACHE_SIZE,
        STATEMENT_CACHE,
        OracleConnection.CONNECTION_PROPERTY_DEFAULT_ROW_PREFETCH,
        ROW_PREFETCH);
  }

  @Override
  public void introduce(Connection connection) throws SQLException {
    connection.setClientInfo("OCSID.MODULE", PROGRAM);
  }

  @Override
  public Diagnosis diagnose(Throwable failure, String address) {
    return OracleFailures.diagnose(failure, address);
  }
}
