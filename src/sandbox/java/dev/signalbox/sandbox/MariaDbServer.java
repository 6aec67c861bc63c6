package dev.signalbox.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mariadb.jdbc.MariaDbDataSource;

/** A real MariaDB on a free loopback port, with a database {@code tracking} and two accounts. */
public final class MariaDbServer extends GuardedServer {
  /** The database the product uses, both for events and for its checkpoint. */
  public static final String DATABASE = "tracking";

  private final MariaDbInstallation installation;
  private final int port;
  private final Account app = Account.withRandomPassword("app");
  private final Account administrator = Account.withRandomPassword("administrator");

  private final Optional<ServerCertificate> certificate;

  private final Optional<Path> clientAuthority;

  private MariaDbServer(
      MariaDbInstallation installation,
      Optional<ServerCertificate> certificate,
      Optional<Path> clientAuthority)
      throws IOException {
    super("mariadb");
    this.certificate = certificate;
    this.clientAuthority = clientAuthority;
    this.installation = installation;
    this.port = LoopbackPort.choose();
  }

  /**
   * Starts a server and waits until it takes connections; the first start ever in a build folder
   * unpacks MariaDB before.
   *
   * @throws ServerStartException if it does not come up within 30 s
   */
  public static MariaDbServer start() throws IOException, InterruptedException {
    return start(Optional.empty(), Optional.empty());
  }

  /** The same, for clients with TLS and without. */
  public static MariaDbServer start(ServerCertificate certificate)
      throws IOException, InterruptedException {
    return start(Optional.of(certificate), Optional.empty());
  }

  /** The same, which accepts the certificates of clients that this authority vouches for. */
  public static MariaDbServer start(ServerCertificate certificate, Path clientAuthority)
      throws IOException, InterruptedException {
    return start(Optional.of(certificate), Optional.of(clientAuthority));
  }

  private static MariaDbServer start(
      Optional<ServerCertificate> certificate, Optional<Path> clientAuthority)
      throws IOException, InterruptedException {
    MariaDbInstallation installation = MariaDbInstallation.prepare();
    return startNew(() -> new MariaDbServer(installation, certificate, clientAuthority));
  }

  @Override
  void prepareFolder() throws IOException {
    Files.createDirectories(folder().resolve("tmp"));
    Files.writeString(initFile(), initStatements());
    copyTree(installation.data(), data());
  }

  private Path data() {
    return folder().resolve("data");
  }

  private Path initFile() {
    return folder().resolve("accounts.sql");
  }

  /**
   * Run by the server before it takes connections, at every start. The accounts of a fresh
   * installation have no password, and any local user could come in; only ours remain.
   */
  private String initStatements() {
    return """
    DELETE FROM mysql.global_priv WHERE User IN ('', 'root');
    FLUSH PRIVILEGES;
    CREATE DATABASE IF NOT EXISTS %1$s;
    CREATE USER IF NOT EXISTS %2$s@'%%' IDENTIFIED BY '%3$s';
    GRANT ALL ON %1$s.* TO %2$s@'%%';
    GRANT PROCESS ON *.* TO %2$s@'%%';
    CREATE USER IF NOT EXISTS %4$s@'%%' IDENTIFIED BY '%5$s';
    GRANT ALL ON *.* TO %4$s@'%%' WITH GRANT OPTION;
    """
        .formatted(
            DATABASE, app.user(), app.password(), administrator.user(), administrator.password());
  }

  @Override
  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(installation.server().toString());
    command.add("--no-defaults");
    command.add("--basedir=" + installation.base());
    command.add("--lc-messages-dir=" + installation.base().resolve("share"));
    command.add("--datadir=" + data());
    command.add("--tmpdir=" + folder().resolve("tmp"));
    command.add("--init-file=" + initFile());
    command.add("--bind-address=127.0.0.1");
    command.add("--port=" + port);
    // Relative to the data directory: a socket's whole path is limited to about a hundred bytes.
    command.add("--socket=mariadb.sock");
    command.add("--character-set-server=utf8mb4");
    command.add("--skip-name-resolve");
    // Without either each start makes an RSA key, which takes between 2 and 30 seconds.
    command.addAll(
        certificate
            .map(shown -> List.of("--ssl-cert=" + shown.certificate(), "--ssl-key=" + shown.key()))
            .orElse(List.of("--skip-ssl")));
    clientAuthority.ifPresent(file -> command.add("--ssl-ca=" + file));
    command.addAll(lightweightStorage());
    if (System.getProperty("user.name").equals("root")) {
      command.add("--user=root");
    }
    return command;
  }

  /** Small and quick; a killed server still recovers all that was committed. */
  private static List<String> lightweightStorage() {
    return List.of(
        "--innodb-buffer-pool-size=32M",
        "--innodb-buffer-pool-load-at-startup=0",
        "--innodb-buffer-pool-dump-at-shutdown=0",
        "--innodb-log-file-size=4M",
        "--innodb-temp-data-file-path=ibtmp1:1M:autoextend",
        "--innodb-flush-log-at-trx-commit=2",
        "--innodb-fast-shutdown=2",
        "--performance-schema=0",
        "--skip-log-bin");
  }

  @Override
  boolean isReady(String output) {
    return output.contains("ready for connections");
  }

  public int port() {
    return port;
  }

  /** For the {@code url} of a MariaDB connection: {@code 127.0.0.1:PORT/tracking}. */
  public String url() {
    return "127.0.0.1:" + port + "/" + DATABASE;
  }

  public String jdbcUrl() {
    return "jdbc:mariadb://" + url();
  }

  /** May do everything in the database {@code tracking}, and see all sessions. */
  public Account app() {
    return app;
  }

  /** May do everything. */
  public Account administrator() {
    return administrator;
  }

  /** Opens a connection of the account {@code app}; the caller closes it. */
  public Connection connect() throws SQLException {
    return connect(app);
  }

  /** Opens a connection of that account; the caller closes it. */
  public Connection connect(Account account) throws SQLException {
    // Both timeouts bound what a frozen server can do to the caller. Not by DriverManager: that
    // loads every driver on the class path first, which takes half a second.
    MariaDbDataSource dataSource =
        new MariaDbDataSource(jdbcUrl() + "?connectTimeout=3000&socketTimeout=10000");
    return dataSource.getConnection(account.user(), account.password());
  }

  /**
   * One session as the server sees it.
   *
   * @param command what it does at the moment, {@code Sleep} or {@code Query} mostly
   * @param statement the SQL under way, empty if none
   */
  public record ServerSession(long id, String user, String command, String statement) {}

  /** The clients' sessions at this moment, without the one that asks. */
  public List<ServerSession> processList() throws SQLException {
    String query =
        """
        SELECT ID, USER, COMMAND, COALESCE(INFO, '') FROM information_schema.PROCESSLIST
        WHERE ID <> CONNECTION_ID() AND COMMAND <> 'Daemon' ORDER BY ID\
        """;
    List<ServerSession> sessions = new ArrayList<>();
    try (Connection connection = connect(administrator);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        sessions.add(
            new ServerSession(
                rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
    return List.copyOf(sessions);
  }
}
