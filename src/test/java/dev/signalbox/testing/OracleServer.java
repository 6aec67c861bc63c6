package dev.signalbox.testing;

import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.testcontainers.oracle.OracleContainer;

/**
 * A server for which the contract between this program and Oracle is tried: the stand-in always,
 * and a real one where {@code SIGNALBOX_ORACLE_URL}, {@code _USERNAME} and {@code _PASSWORD} name
 * it, or Docker can start it. The account needs CREATE TABLE and SELECT_CATALOG_ROLE.
 */
public abstract sealed class OracleServer implements AutoCloseable {
  private static final String VARIABLE = "SIGNALBOX_ORACLE_";
  private static final String IMAGE = "gvenzl/oracle-free:23.9-slim-faststart";
  private static final String USER = "CONTRACT";
  private static final String PASSWORD = "Signal_box1";
  private static final int NO_SUCH_TABLE = 942;

  /** The servers that are there, each started when its turn comes and said on standard output. */
  public static Stream<OracleServer> available() {
    Map<String, String> environment = System.getenv();
    Stream<OracleServer> standIn = Stream.of(1).map(_ -> said(new StandIn()));
    if (environment.containsKey(VARIABLE + "URL")) {
      return Stream.concat(standIn, Stream.of(1).map(_ -> said(new Named(environment))));
    }
    if (environment.containsKey("DOCKER_HOST") || Files.exists(Path.of("/var/run/docker.sock"))) {
      return Stream.concat(standIn, Stream.of(1).map(_ -> said(new Container())));
    }
    System.out.println(
        "Oracle contract: no real server; set "
            + VARIABLE
            + "URL, _USERNAME and _PASSWORD, or start Docker");
    return standIn;
  }

  private static OracleServer said(OracleServer server) {
    System.out.println("Oracle contract: tried against " + server);
    return server;
  }

  /** As an endpoint's configuration has it. */
  public abstract String url();

  public String username() {
    return USER;
  }

  public Secret password() {
    return Secret.of(PASSWORD);
  }

  @Override
  public abstract void close() throws IOException, InterruptedException;

  /** A connection by the driver alone, past the product. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:oracle:thin:@" + url(), username(), password().reveal());
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Makes the table anew. */
  public void createTable(String name, String columns) throws SQLException {
    try {
      execute("DROP TABLE " + name);
    } catch (SQLException e) {
      if (e.getErrorCode() != NO_SUCH_TABLE) {
        throw e;
      }
    }
    execute("CREATE TABLE " + name + "(" + columns + ")");
  }

  /** How many sessions of the product the server has. */
  public int sessions() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM V$SESSION WHERE USERNAME = '%s' AND PROGRAM = 'Signalbox'"
                    .formatted(username()))) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static final class StandIn extends OracleServer {
    private final OracleStandIn server;

    StandIn() {
      try {
        server = OracleStandIn.builder().user(USER, PASSWORD).verifier11g().start();
      } catch (IOException e) {
        throw new IllegalStateException("The Oracle stand-in cannot be started", e);
      }
    }

    @Override
    public String url() {
      return server.url();
    }

    @Override
    public void close() throws IOException, InterruptedException {
      server.close();
    }

    @Override
    public String toString() {
      return "Oracle stand-in";
    }
  }

  private static final class Named extends OracleServer {
    private final Map<String, String> environment;

    Named(Map<String, String> environment) {
      this.environment = environment;
    }

    private String variable(String name) {
      String value = environment.get(VARIABLE + name);
      if (value == null) {
        throw new IllegalStateException(VARIABLE + name + " is not set, " + VARIABLE + "URL is");
      }
      return value;
    }

    @Override
    public String url() {
      return variable("URL");
    }

    @Override
    public String username() {
      return variable("USERNAME").toUpperCase(Locale.ROOT);
    }

    @Override
    public Secret password() {
      return Secret.of(variable("PASSWORD"));
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
      return "real Oracle at " + url();
    }
  }

  private static final class Container extends OracleServer {
    private final OracleContainer container =
        new OracleContainer(IMAGE).withUsername(USER).withPassword(PASSWORD);

    Container() {
      container.start();
    }

    @Override
    public String url() {
      return "//%s:%d/%s"
          .formatted(container.getHost(), container.getOraclePort(), container.getDatabaseName());
    }

    @Override
    public void close() {
      container.stop();
    }

    @Override
    public String toString() {
      return "real Oracle in a container of " + IMAGE;
    }
  }
}
