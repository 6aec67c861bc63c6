package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.state.TlsFacts;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.DatabaseTls.Mode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * MariaDB by Connector/J. The session's time zone is UTC whatever the server or the operator says:
 * what a {@code TIMESTAMP} column shows, and so a position in it, must not depend on a setting.
 *
 * @param options the names of all driver options that the operator has set, in lower case
 */
record MariaDbDialect(MariaDbUrl url, DatabaseTls said, Set<String> options)
    implements DriverDialect {
  /** Any of these is the operator's word about TLS. */
  private static final Set<String> TLS_OPTIONS =
      Set.of("sslmode", "usessl", "trustservercertificate", "disablesslhostnameverification");

  /** With any of these the driver's own way is meant, which is no weaker with a certificate. */
  private static final Set<String> TRUST_OPTIONS =
      Set.of("serversslcert", "truststore", "keystore", "tlssockettype");

  private static final String SESSION_VARIABLES = "sessionVariables";

  /** Behind what the operator sets, and the driver for {@code timezone}: the last one counts. */
  private static final String ZONE = "time_zone='+00:00'";

  MariaDbDialect {
    options = Set.copyOf(options);
  }

  static MariaDbDialect of(DatabaseSettings settings) {
    MariaDbUrl url = MariaDbUrl.parse(settings.url()).withAppended(SESSION_VARIABLES, "," + ZONE);
    Set<String> options = new HashSet<>(url.options());
    settings.properties().keySet().forEach(name -> options.add(name.toLowerCase(Locale.ROOT)));
    return new MariaDbDialect(url, settings.tls(), options);
  }

  @Override
  public Driver driver() {
    return new org.mariadb.jdbc.Driver();
  }

  @Override
  public String address() {
    return url.jdbcUrl().replaceFirst("^jdbc:mariadb:(?://)?", "");
  }

  @Override
  public Optional<TlsFacts> tls() {
    return Optional.empty();
  }

  @Override
  public List<String> hosts() {
    return url.hosts();
  }

  /** Every address of every host: the driver itself would try but one of each. */
  @Override
  public List<Route> routes() throws UnknownHostException {
    List<Route> routes = new ArrayList<>();
    UnknownHostException unknown = null;
    for (MariaDbUrl.Target target : url.targets()) {
      try {
        for (InetAddress address : InetAddress.getAllByName(target.host())) {
          InetSocketAddress way = new InetSocketAddress(address, target.port());
          routes.add(new Route(url.jdbcUrl(target), Optional.of(way)));
        }
      } catch (UnknownHostException e) {
        unknown = e;
      }
    }
    if (routes.isEmpty() && unknown != null) {
      throw unknown;
    }
    return routes;
  }

  @Override
  public Map<String, String> defaults(Route route, Duration connectLimit) {
    Map<String, String> defaults = new HashMap<>();
    // Bounds each read of a connect, and never ends one before its own deadline does. Zero would be
    // "without a limit".
    defaults.put("connectTimeout", Long.toString(Math.max(1, connectLimit.toMillis())));
    // The relay repeats few statements: prepared once, and read in binary.
    defaults.put("useServerPrepStmts", "true");
    // A server must not be able to ask for the client's files, or send it to another server.
    defaults.put("allowLocalInfile", "false");
    defaults.put("permitRedirect", "false");
    defaults.put("socketFactory", TrackedSocketFactory.class.getName());
    defaults.put("tlsSocketType", StrictTls.TYPE);
    defaults.put("connectionAttributes", "program_name:Signalbox");
    defaults.put(SESSION_VARIABLES, ZONE);
    route
        .address()
        .ifPresent(way -> defaults.put(TrackedSocketFactory.WAY, TrackedSocketFactory.way(way)));
    if (TLS_OPTIONS.stream().noneMatch(options::contains)) {
      tls(mode(route), defaults);
    }
    // What stands in the address is the operator's word.
    defaults.keySet().removeIf(name -> url.options().contains(name.toLowerCase(Locale.ROOT)));
    return defaults;
  }

  @Override
  public Map<String, String> amended(Map<String, String> properties) {
    Map<String, String> amended = new HashMap<>();
    properties.forEach(
        (name, value) -> {
          if (name.equalsIgnoreCase(SESSION_VARIABLES)) {
            // The driver takes any spelling, of which ours is one already.
            amended.put(SESSION_VARIABLES, value + "," + ZONE);
          } else {
            amended.put(name, value);
          }
        });
    return amended;
  }

  /** Unless said, only what stays on this machine goes unencrypted. */
  private Mode mode(Route route) {
    boolean meant = said.trustFile().isPresent() || said.client().isPresent();
    boolean local = route.address().map(way -> way.getAddress().isLoopbackAddress()).orElse(false);
    return said.mode().orElse(local && !meant ? Mode.OFF : Mode.VERIFY_FULL);
  }

  private void tls(Mode mode, Map<String, String> defaults) {
    if (mode == Mode.OFF) {
      defaults.put("sslMode", "disable");
      return;
    }
    defaults.put("sslMode", mode.word());
    if (TRUST_OPTIONS.stream().noneMatch(options::contains)) {
      defaults.put(StrictTls.STRICT, "true");
    }
    said.trustFile().ifPresent(file -> defaults.put(StrictTls.TRUST_FILE, file.toString()));
    said.client()
        .ifPresent(
            client -> {
              defaults.put(StrictTls.CERTIFICATE_FILE, client.certificate().toString());
              defaults.put(StrictTls.KEY_FILE, client.key().toString());
            });
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
