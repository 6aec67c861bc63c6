package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.TlsFacts;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.DatabaseTls.Store;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import oracle.jdbc.OracleConnection;
import oracle.jdbc.OracleDriver;

/** Oracle by the thin driver. */
record OracleDialect(OracleUrl url, DatabaseTls said) implements DriverDialect {
  private static final String PROGRAM = "Signalbox";

  /** The relay repeats a handful of statements for as long as it runs. */
  private static final String STATEMENT_CACHE = "20";

  /** The driver's own ten rows cost a thousand-row page a hundred round trips. */
  private static final String ROW_PREFETCH = "250";

  static OracleDialect of(DatabaseSettings settings) {
    return new OracleDialect(OracleUrl.parse(settings.url()), settings.tls());
  }

  @Override
  public Driver driver() {
    return new OracleDriver();
  }

  @Override
  public String address() {
    return url.address();
  }

  @Override
  public Optional<TlsFacts> tls() {
    if (url.isAlias()) {
      return Optional.of(new TlsFacts("TLS as the alias has it", Optional.empty()));
    }
    return url.isEncrypted()
        ? Optional.of(new TlsFacts("TLS", Optional.empty()))
        : Optional.empty();
  }

  @Override
  public List<String> hosts() {
    return url.hosts();
  }

  /** One: the driver tries all addresses by itself, and does not let anyone choose. */
  @Override
  public List<Route> routes() {
    return List.of(new Route(url.jdbcUrl(), Optional.empty()));
  }

  @Override
  public Map<String, String> defaults(Route route, Duration connectLimit) {
    String millis = Long.toString(Math.max(1, connectLimit.toMillis()));
    String seconds = Long.toString(Math.max(1, connectLimit.plusMillis(999).toSeconds()));
    Map<String, String> defaults = new HashMap<>();
    // Only this one bounds a whole connect whatever the server does.
    defaults.put(OracleConnection.CONNECTION_PROPERTY_LOGIN_TIMEOUT, seconds);
    defaults.put(OracleConnection.CONNECTION_PROPERTY_THIN_NET_CONNECT_TIMEOUT, millis);
    // Without its unit the driver would take the number for seconds.
    defaults.put(OracleConnection.CONNECTION_PROPERTY_THIN_OUTBOUND_CONNECT_TIMEOUT, millis + "ms");
    defaults.put(OracleConnection.CONNECTION_PROPERTY_THIN_VSESSION_PROGRAM, PROGRAM);
    defaults.put(
        OracleConnection.CONNECTION_PROPERTY_IMPLICIT_STATEMENT_CACHE_SIZE, STATEMENT_CACHE);
    defaults.put(OracleConnection.CONNECTION_PROPERTY_DEFAULT_ROW_PREFETCH, ROW_PREFETCH);
    // Otherwise any trusted certificate would do for any host.
    defaults.put(OracleConnection.CONNECTION_PROPERTY_THIN_SSL_SERVER_DN_MATCH, "true");
    said.wallet().ifPresent(wallet -> addWallet(wallet, defaults));
    said.trustStore().ifPresent(store -> addTrustStore(store, defaults));
    return defaults;
  }

  @Override
  public Map<String, String> amended(Map<String, String> properties) {
    return properties;
  }

  private static void addWallet(Store wallet, Map<String, String> defaults) {
    defaults.put(
        OracleConnection.CONNECTION_PROPERTY_WALLET_LOCATION, wallet.path().toUri().toString());
    wallet
        .password()
        .ifPresent(
            password ->
                defaults.put(
                    OracleConnection.CONNECTION_PROPERTY_WALLET_PASSWORD, password.reveal()));
  }

  /** Which of the two formats it has is told by the name, as keytool does. */
  private static void addTrustStore(Store store, Map<String, String> defaults) {
    String name = store.path().toString();
    defaults.put(OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_TRUSTSTORE, name);
    defaults.put(
        OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_TRUSTSTORETYPE,
        name.toLowerCase(Locale.ROOT).endsWith(".jks") ? "JKS" : "PKCS12");
    store
        .password()
        .ifPresent(
            password ->
                defaults.put(
                    OracleConnection.CONNECTION_PROPERTY_THIN_JAVAX_NET_SSL_TRUSTSTOREPASSWORD,
                    password.reveal()));
  }

  @Override
  public void introduce(Connection connection) throws SQLException {
    connection.setClientInfo("OCSID.MODULE", PROGRAM);
  }

  @Override
  public Diagnosis diagnose(Throwable failure, String address) {
    Diagnosis found = OracleFailures.diagnose(failure, address);
    boolean cutWithinTls = found.kind() == FailureKind.UNREACHABLE && url.isEncrypted();
    return cutWithinTls
        ? new Diagnosis(
            found.kind(),
            found.code(),
            found.message(),
            found.nextStep() + " With tcps the port has to be one for TLS.")
        : found;
  }
}
