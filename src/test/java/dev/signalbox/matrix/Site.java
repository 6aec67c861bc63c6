package dev.signalbox.matrix;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.sandbox.EventTable;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.tcp.Fault;
import dev.signalbox.sandbox.tcp.FaultRelay;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.StalledResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of one cell: fault relays before its target, rows, and a program configured to
 * use them. Every wait ends after 20 s at most.
 */
final class Site implements AutoCloseable {
  static final String TARGET = "target";
  static final String DOOMED = "doomed";

  /** More than a relay ever has opened, so that some of them have to wait for a new connection. */
  static final int BORROWERS = 5;

  static final Duration LIMIT = Duration.ofSeconds(20);

  private final MatrixServers servers;
  private final Cell cell;
  private final String name;
  private final Path folder;
  private final RelayLimits limits;
  private final Gate names;
  private final List<FaultRelay> relays = new ArrayList<>();
  private final Events events;
  private final TrialProgram program;
  private final List<Thread> borrowers = new ArrayList<>();
  private @Nullable Connection lock;

  /**
   * @param number of the cell: its rows and messages are under a name of their own
   */
  Site(MatrixServers servers, Cell cell, int number, Path folder) throws Exception {
    this(servers, cell, number, folder, cell.limits());
  }

  /** The same, with other limits than the cell's for its relay. */
  Site(MatrixServers servers, Cell cell, int number, Path folder, RelayLimits limits)
      throws Exception {
    this.servers = servers;
    this.cell = cell;
    this.limits = limits;
    this.name = "cell" + number;
    this.folder = folder;
    this.names = StalledResolver.stallThisMachine(stalledHost());
    for (int i = 0; i < cell.target().addresses(); i++) {
      relays.add(FaultRelay.to(servers.port(cell.target())));
    }
    events =
        cell.target() == Target.ORACLE
            ? new Events(servers.oracle.dataSource()::getConnection, EventTable.ORACLE)
            : new Events(servers.mariaDb::connect, EventTable.MARIADB);
    boolean stalled = cell.situation() == Situation.Kind.NAME_RESOLUTION;
    program =
        new TrialProgram(
            settings(stalled ? stalledHost() : "localhost"), cell.trigger().needsWindow(), limits);
  }

  private String stalledHost() {
    return name + ".stalled.test";
  }

  /** Another program with the same configuration, for whom names are resolved. */
  TrialProgram anotherProgram() throws Exception {
    return new TrialProgram(settings("localhost"), false, limits);
  }

  Settings settings(String host) throws Exception {
    SiteConfiguration configuration =
        new SiteConfiguration(servers, cell, host, relays.stream().map(FaultRelay::port).toList());
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(file, configuration.text(name, events.table()));
    return SettingsLoader.load(file, Map.of());
  }

  Cell cell() {
    return cell;
  }

  RelayLimits limits() {
    return limits;
  }

  MatrixServers servers() {
    return servers;
  }

  TrialProgram program() {
    return program;
  }

  ShutdownCoordinator coordinator() {
    return program.coordinator();
  }

  ConnectionSupervisor target() {
    return program.supervisor(TARGET);
  }

  /** The one that uses the target, and its name. */
  Relay relay() {
    return program.relay(name);
  }

  String relayName() {
    return name;
  }

  /** What has to agree once all rows there are by now are relayed. */
  Agreement agreement() throws SQLException {
    return new Agreement(servers, cell.target(), name, events);
  }

  Events events() {
    return events;
  }

  /** The program's own TCP connections to the target, as the kernel sees them. */
  List<String> sockets() throws IOException {
    List<String> sockets = new ArrayList<>();
    for (FaultRelay relay : relays) {
      sockets.addAll(Leftovers.socketsTo(relay.port(), relay.fillerPorts()));
    }
    return sockets;
  }

  List<FaultRelay> relays() {
    return List.copyOf(relays);
  }

  void setAll(Fault fault) {
    relays.parallelStream().forEach(relay -> relay.set(fault));
  }

  /** Keeps a table from others until the fault is lifted. */
  Connection lock(String tables) throws SQLException {
    Connection locking = servers.mariaDb.connect(servers.mariaDb.administrator());
    lock = locking;
    locking.setCatalog(MariaDbServer.DATABASE);
    try (Statement statement = locking.createStatement()) {
      statement.execute("LOCK TABLES " + tables);
    }
    return locking;
  }

  /** Adds someone who keeps a connection of the target busy until sent home. */
  void borrow(Thread borrower) {
    borrowers.add(borrower);
    borrower.start();
  }

  /** Waits until all who had borrowed have been sent home. */
  boolean borrowersHaveLeft() throws InterruptedException {
    boolean left = true;
    for (Thread borrower : borrowers) {
      left &= borrower.join(LIMIT);
    }
    return left;
  }

  /** Everything works again. */
  void lift() throws SQLException {
    setAll(new Fault.None());
    names.open();
    servers.oracle.behave();
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }

  static ConnectionSnapshot await(
      ConnectionSupervisor supervisor, Predicate<ConnectionSnapshot> condition) throws Exception {
    return supervisor.when(condition).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  static RelaySnapshot await(Relay relay, Predicate<RelaySnapshot> condition) throws Exception {
    return relay.when(condition).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() throws InterruptedException, IOException, SQLException {
    lift();
    program.close();
    relays.forEach(FaultRelay::close);
    Files.deleteIfExists(folder.resolve(name + ".yaml"));
  }
}
