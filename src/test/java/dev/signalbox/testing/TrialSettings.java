package dev.signalbox.testing;

import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.DatabaseTls;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.NatsLogin;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.NatsSubjects;
import dev.signalbox.settings.NatsTls;
import dev.signalbox.settings.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of connections under trial, with what tests do not vary filled in. */
public final class TrialSettings {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);
  private static final HeartbeatSettings HEARTBEAT =
      new HeartbeatSettings(Duration.ofMillis(500), Duration.ofSeconds(2));

  private TrialSettings() {}

  public static NatsSettings nats(String... servers) {
    return nats(Optional.empty(), Optional.empty(), Optional.empty(), servers);
  }

  public static NatsSettings nats(
      Optional<String> username,
      Optional<Secret> password,
      Optional<Path> trustFile,
      String... servers) {
    return nats(
        new NatsLogin(username, password, Optional.empty(), Optional.empty(), Optional.empty()),
        new NatsTls(trustFile, Optional.empty(), Optional.empty(), Optional.empty(), false),
        servers);
  }

  /** The same with everything that a login and TLS can have. */
  public static NatsSettings nats(NatsLogin login, NatsTls tls, String... servers) {
    return new NatsSettings(
        "nats",
        List.of(servers),
        false,
        login,
        tls,
        NatsSubjects.DEFAULT,
        CONNECT_TIMEOUT,
        false,
        HEARTBEAT);
  }

  /** The same with these subjects, and with servers that are discovered or not. */
  public static NatsSettings with(NatsSettings of, NatsSubjects subjects, boolean discover) {
    return new NatsSettings(
        of.name(),
        of.servers(),
        discover,
        of.login(),
        of.tls(),
        subjects,
        of.connectTimeout(),
        of.autoConnect(),
        of.heartbeat());
  }

  /** The same with that much time to connect. */
  public static NatsSettings withTimeout(NatsSettings of, Duration connectTimeout) {
    return new NatsSettings(
        of.name(),
        of.servers(),
        of.discover(),
        of.login(),
        of.tls(),
        of.subjects(),
        connectTimeout,
        of.autoConnect(),
        of.heartbeat());
  }

  public static DatabaseSettings mariaDb(MariaDbServer server) {
    return mariaDb(server.url(), server.app().user(), Secret.of(server.app().password()));
  }

  public static DatabaseSettings mariaDb(String url, String username, Secret password) {
    return database("mariadb", DatabaseKind.MARIADB, url, username, password);
  }

  public static DatabaseSettings oracle(String url, String username, Secret password) {
    return database("oracle", DatabaseKind.ORACLE, url, username, password);
  }

  /** The same with these driver properties. */
  public static DatabaseSettings withProperties(
      DatabaseSettings of, Map<String, String> properties) {
    return changed(of, of.poolSize(), properties, of.tls(), of.connectTimeout(), of.heartbeat());
  }

  /** The same with a pool of that many connections. */
  public static DatabaseSettings withPoolSize(DatabaseSettings of, int poolSize) {
    return changed(of, poolSize, of.properties(), of.tls(), of.connectTimeout(), of.heartbeat());
  }

  /** The same with this heartbeat. */
  public static DatabaseSettings withHeartbeat(DatabaseSettings of, HeartbeatSettings heartbeat) {
    return changed(of, of.poolSize(), of.properties(), of.tls(), of.connectTimeout(), heartbeat);
  }

  /** The same with that said about TLS. */
  public static DatabaseSettings withTls(DatabaseSettings of, DatabaseTls tls) {
    return changed(of, of.poolSize(), of.properties(), tls, of.connectTimeout(), of.heartbeat());
  }

  /** The same with that time for a connect. */
  public static DatabaseSettings withConnectTimeout(DatabaseSettings of, Duration timeout) {
    return changed(of, of.poolSize(), of.properties(), of.tls(), timeout, of.heartbeat());
  }

  private static DatabaseSettings changed(
      DatabaseSettings of,
      int poolSize,
      Map<String, String> properties,
      DatabaseTls tls,
      Duration connectTimeout,
      HeartbeatSettings heartbeat) {
    return new DatabaseSettings(
        of.name(),
        of.kind(),
        of.url(),
        of.username(),
        of.password(),
        poolSize,
        properties,
        tls,
        connectTimeout,
        of.autoConnect(),
        heartbeat);
  }

  private static DatabaseSettings database(
      String name, DatabaseKind kind, String url, String username, Secret password) {
    return new DatabaseSettings(
        name,
        kind,
        url,
        username,
        password,
        4,
        Map.of(),
        DatabaseTls.NONE,
        CONNECT_TIMEOUT,
        false,
        HEARTBEAT);
  }
}
