package dev.signalbox.sandbox;

import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.sandbox.tcp.FaultRelay;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * All servers of the sandbox, started and stopped together, and the configuration with which the
 * console finds them. A server that does not come up leaves the others alone: the console shows its
 * connection as failed.
 */
public final class SandboxServers implements AutoCloseable {
  /** Shown in every address, so that nobody takes it for the real one. */
  private static final String ORACLE_SERVICE = "ORACLE_STAND_IN";

  private final ServerGroup group;
  private final Path configuration;
  private final String fleetUrl;
  private final Optional<NatsServer> nats;
  private final Optional<MariaDbServer> mariaDb;
  private final Optional<OracleStandIn> oracle;
  private final Map<String, FaultRelay> network = new TreeMap<>();
  private final Account oracleAccount = Account.withRandomPassword("SPC");

  private SandboxServers(Source source, boolean inFleet, ServerGroup group, SearchPath searchPath)
      throws IOException, InterruptedException {
    Future<Optional<MariaDbServer>> mariaDbStart =
        group.start("MariaDB", SandboxServers::startMariaDb, MariaDbServer::url);
    Future<Optional<NatsServer>> natsStart =
        group.start("NATS", () -> startNats(searchPath, inFleet), NatsServer::url);
    Future<Optional<OracleStandIn>> oracleStart =
        group.start("Oracle stand-in", this::startOracle, OracleStandIn::url);
    this.group = group;
    this.mariaDb = ServerGroup.await(mariaDbStart);
    this.nats = ServerGroup.await(natsStart);
    this.oracle = ServerGroup.await(oracleStart);
    GuardedFolder folder = group.adopt(GuardedFolder.create("signalbox-sandbox-"));
    this.fleetUrl = "nats://" + directAddress(nats.map(NatsServer::port));
    this.configuration = describe(source, inFleet).write(folder.path());
  }

  /**
   * Starts all servers side by side and waits until each is up or has failed.
   *
   * @param progress receives one line per server, from several threads
   */
  public static SandboxServers start(Source source, Consumer<String> progress)
      throws IOException, InterruptedException {
    return start(source, false, progress);
  }

  /**
   * The same.
   *
   * @param inFleet whether the console is an engine among others
   */
  static SandboxServers start(Source source, boolean inFleet, Consumer<String> progress)
      throws IOException, InterruptedException {
    return start(source, inFleet, progress, SearchPath.ofSystem());
  }

  static SandboxServers start(Source source, Consumer<String> progress, SearchPath searchPath)
      throws IOException, InterruptedException {
    return start(source, false, progress, searchPath);
  }

  private static SandboxServers start(
      Source source, boolean inFleet, Consumer<String> progress, SearchPath searchPath)
      throws IOException, InterruptedException {
    ServerGroup group = new ServerGroup(progress);
    try {
      return new SandboxServers(source, inFleet, group, searchPath);
    } catch (IOException | InterruptedException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private static MariaDbServer startMariaDb() throws Exception {
    MariaDbServer server = MariaDbServer.start();
    try {
      SandboxSchema.createEventTable(server);
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  private static NatsServer startNats(SearchPath searchPath, boolean inFleet) throws Exception {
    NatsServer server = NatsServer.start(searchPath);
    try {
      SandboxSchema.createStream(server);
      if (inFleet) {
        SandboxSchema.createFleetStores(server);
      }
      return server;
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  private OracleStandIn startOracle() throws Exception {
    OracleStandIn server =
        OracleStandIn.builder()
            .service(ORACLE_SERVICE)
            .user(oracleAccount.user(), oracleAccount.password())
            .start();
    try {
      SandboxSchema.createEventTable(server);
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private Connection connectToOracle(OracleStandIn server) throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl(), oracleAccount.user(), oracleAccount.password());
  }

  private SandboxConfiguration describe(Source source, boolean inFleet) throws IOException {
    return new SandboxConfiguration(
        "nats://" + address("nats", nats.map(NatsServer::port)),
        oracleUrl(address("oracle", oracle.map(OracleStandIn::port))),
        oracleAccount,
        mariaDbUrl(address("mariadb", mariaDb.map(MariaDbServer::port))),
        mariaDbAccount(),
        source,
        SandboxEngine.FIRST,
        inFleet ? Optional.of(fleetUrl) : Optional.empty());
  }

  /** What another engine is told: it meets the servers themselves, without any fault. */
  SandboxConfiguration configurationOf(SandboxEngine engine, Source source) throws IOException {
    return new SandboxConfiguration(
        fleetUrl,
        oracleUrl(directAddress(oracle.map(OracleStandIn::port))),
        oracleAccount,
        mariaDbUrl(directAddress(mariaDb.map(MariaDbServer::port))),
        mariaDbAccount(),
        source,
        engine,
        Optional.of(fleetUrl));
  }

  private static String oracleUrl(String address) {
    return "//%s/%s".formatted(address, ORACLE_SERVICE);
  }

  private static String mariaDbUrl(String address) {
    return "%s/%s".formatted(address, MariaDbServer.DATABASE);
  }

  private Account mariaDbAccount() {
    return mariaDb.map(MariaDbServer::app).orElseGet(() -> Account.withRandomPassword("app"));
  }

  /**
   * Of a server itself; for one that did not come up where nobody listens, so that the console
   * cannot meet a server that is not the sandbox's.
   */
  private static String directAddress(Optional<Integer> server) throws IOException {
    return "127.0.0.1:" + (server.isPresent() ? server.get() : LoopbackPort.choose());
  }

  /** Of a fault relay before that server, if it came up. */
  private String address(String connection, Optional<Integer> server) throws IOException {
    if (server.isEmpty()) {
      return directAddress(server);
    }
    FaultRelay relay = group.adopt(FaultRelay.to(server.get()));
    network.put(connection, relay);
    return "127.0.0.1:" + relay.port();
  }

  /** What stands between the console and the servers, by the names of the connections. */
  public Map<String, FaultRelay> network() {
    return Map.copyOf(network);
  }

  /**
   * Feeds the source's event table until {@link #close()}; without its server there is no feed.
   *
   * @param eventsPerSecond can be changed on the generator later
   */
  public Optional<EventGenerator> generateEvents(Source source, double eventsPerSecond) {
    Optional<EventGenerator.Connections> connections =
        switch (source) {
          case ORACLE -> oracle.map(server -> () -> connectToOracle(server));
          case MARIADB -> mariaDb.map(server -> server::connect);
        };
    return connections.map(
        open -> group.adopt(EventGenerator.start(open, source.events(), eventsPerSecond)));
  }

  /** The {@code signalbox.yaml} for these servers; gone after {@link #close()}. */
  public Path configuration() {
    return configuration;
  }

  /** Where the engines of a fleet meet, past what stands between the first one and the servers. */
  String fleetUrl() {
    return fleetUrl;
  }

  /** Empty if it did not come up. */
  public Optional<NatsServer> nats() {
    return nats;
  }

  /** Empty if it did not come up. */
  public Optional<MariaDbServer> mariaDb() {
    return mariaDb;
  }

  /** Stands in Oracle's place; empty if it did not come up. */
  public Optional<OracleStandIn> oracle() {
    return oracle;
  }

  /** Stops all servers side by side, each within its own bound, and removes their data. */
  @Override
  public void close() {
    group.close();
  }
}
