package dev.signalbox.connection.jdbc;

import static java.util.stream.Collectors.toMap;

import dev.signalbox.connection.driver.Diagnosis;
import java.sql.Connection;
import java.sql.Driver;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * MariaDB by Connector/J. The session's time zone is left as the server has it; {@code timezone} in
 * the address or the properties changes it.
 */
record MariaDbDialect(MariaDbUrl url) implements DriverDialect {
  @Override
  public Driver driver() {
    return new org.mariadb.jdbc.Driver();
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
    Map<String, String> defaults =
        Map.of(
            // Bounds each read of a connect, and never ends one before its own deadline does. Zero
            // would be "without a limit".
            "connectTimeout",
            Long.toString(Math.max(1, connectLimit.toMillis())),
            // The relay repeats few statements: prepared once, and read in binary.
            "useServerPrepStmts",
            "true",
            // A server must not be able to ask for the client's files.
            "allowLocalInfile",
            "false",
            "socketFactory",
            TrackedSocketFactory.class.getName(),
            "connectionAttributes",
            "program_name:Signalbox");
    // What stands in the address is the operator's word.
    return defaults.entrySet().stream()
        .filter(entry -> !url.options().contains(entry.getKey().toLowerCase(Locale.ROOT)))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public void introduce(Connection connection) {
    // The connection attributes above have said it.
  }

  @Override
  public Diagnosis diagnose(Throwable failure, String address) {
    return MariaDbFailures.diagnose(failure, address);
  }
}
