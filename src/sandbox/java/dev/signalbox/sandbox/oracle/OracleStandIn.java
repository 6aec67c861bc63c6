package dev.signalbox.sandbox.oracle;

import dev.signalbox.sandbox.tcp.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * A listener on loopback that the Oracle driver cannot tell from a real one, with tables of its
 * own, that misbehaves on command and counts what it holds. Every method may be called from any
 * thread.
 *
 * <pre>{@code
 * try (OracleStandIn oracle = OracleStandIn.builder().user("APP", "secret").start()) {
 *   oracle.execute("CREATE TABLE APP.EVENTS(ID NUMBER PRIMARY KEY)");
 *   oracle.misbehave(Phase.AUTH_PASSWORD, new Misbehaviour.StopReplying());
 *   ...
 * }
 * }</pre>
 */
public final class OracleStandIn implements AutoCloseable {
  private final ServerContext context;
  private final Map<ClientConnection, Thread> connections = new ConcurrentHashMap<>();
  private final Listener listener;

  private OracleStandIn(ServerContext context) throws IOException {
    this.context = context;
    this.listener = new Listener(this::serve);
  }

  public static Builder builder() {
    return new Builder();
  }

  public int port() {
    return listener.port();
  }

  /** The address without {@code jdbc:oracle:thin:@}, as an endpoint's configuration has it. */
  public String url() {
    return "//127.0.0.1:%d/%s".formatted(port(), context.service());
  }

  public String jdbcUrl() {
    return "jdbc:oracle:thin:@" + url();
  }

  /** Misbehaves so at this phase, for clients present and future, until {@link #behave}. */
  public void misbehave(Phase phase, Misbehaviour misbehaviour) {
    context.faults().order(phase, misbehaviour);
    if (phase == Phase.TCP_BACKLOG) {
      listener.hold();
    }
  }

  /** Ends all misbehaviour: clients kept waiting get their answers. */
  public void behave() {
    context.faults().clear();
    context.engine().stall().lift();
    listener.admit();
  }

  /**
   * Statements with this in their text take until {@link #behave}, or until they are cancelled;
   * everything else goes on as ever.
   */
  public void stall(String inText) {
    context.engine().stall().order(inText);
  }

  /** How many statements are stalled at the moment. */
  public int stalled() {
    return context.engine().stall().waiting();
  }

  /** How many requests of this phase have arrived since the start. */
  public int arrivals(Phase phase) {
    return context.faults().arrivals(phase);
  }

  public Holdings holdings() {
    List<ClientConnection> clients = List.copyOf(connections.keySet());
    return new Holdings(
        clients.size(),
        (int) clients.stream().filter(ClientConnection::loggedIn).count(),
        clients.stream().mapToInt(ClientConnection::cursors).sum(),
        (int) clients.stream().filter(ClientConnection::transactionOpen).count());
  }

  /** Executes a statement past the protocol, committed at once. */
  public void execute(String sql) {
    try {
      context.engine().execute(sql);
    } catch (SQLException e) {
      throw new IllegalArgumentException("Oracle stand-in: " + e.getMessage(), e);
    }
  }

  /**
   * Connections to the tables past the protocol and its misbehaviour. What they have open is no
   * session and no transaction in the {@code V$} views, and they wait for locks only briefly.
   */
  public DataSource dataSource() {
    return context.engine().dataSource();
  }

  private void serve(Socket socket) {
    try {
      ClientConnection connection = new ClientConnection(socket, context);
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .name("oracle-stand-in-" + port() + "-client-" + socket.getPort())
              .unstarted(
                  () -> {
                    try {
                      connection.run();
                    } finally {
                      connections.remove(connection);
                    }
                  });
      connections.put(connection, thread);
      thread.start();
    } catch (IOException e) {
      throw new UncheckedIOException("Oracle stand-in: a client could not be served", e);
    }
  }

  /** Closes every connection and waits until its threads have ended. */
  @Override
  public void close() throws IOException, InterruptedException {
    listener.close();
    Map<ClientConnection, Thread> open = Map.copyOf(connections);
    open.keySet().forEach(ClientConnection::close);
    for (Thread thread : open.values()) {
      thread.join();
    }
    context.engine().close();
  }

  /** Settings of a stand-in; the defaults suit most tests. */
  public static final class Builder {
    private final Map<String, String> users = new HashMap<>();
    private String service = "FREEPDB1";
    private Verifier verifier = Verifier.ORACLE_12C;
    private boolean nativeServices;
    private int sdu = 8192;

    private Builder() {}

    /** A user who may log in, with a schema of the same name. */
    public Builder user(String name, String password) {
      users.put(name.toUpperCase(Locale.ROOT), password);
      return this;
    }

    /** The only service known; others are refused with ORA-12514, any SID with ORA-12505. */
    public Builder service(String name) {
      service = name;
      return this;
    }

    /** The older password verifier, which costs a tenth of the time. */
    public Builder verifier11g() {
      verifier = Verifier.ORACLE_11G;
      return this;
    }

    /** Has the client negotiate native encryption (and get none). */
    public Builder nativeServices() {
      nativeServices = true;
      return this;
    }

    /** Longest packet in bytes, 512 to 2,097,152. */
    public Builder sessionDataUnit(int bytes) {
      sdu = bytes;
      return this;
    }

    /** Opens a free port and starts to listen. */
    public OracleStandIn start() throws IOException {
      Map<String, Account> accounts = new HashMap<>();
      users.forEach((name, password) -> accounts.put(name, Account.of(name, password, verifier)));
      SqlEngine engine = new SqlEngine(new ArrayList<>(users.keySet()));
      return new OracleStandIn(
          new ServerContext(
              service, sdu, nativeServices, verifier, Map.copyOf(accounts), new Faults(), engine));
    }
  }
}
