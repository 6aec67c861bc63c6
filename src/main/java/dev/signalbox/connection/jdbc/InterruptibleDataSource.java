package dev.signalbox.connection.jdbc;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.state.Peer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ProtocolException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where a pool gets its physical connections from: straight from the driver, on the thread that
 * asks, which {@link #cancel} can interrupt. Thread-safe.
 */
final class InterruptibleDataSource implements DataSource {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final DriverDialect dialect;
  private final Driver driver;
  private final String url;
  private final Properties properties;

  /** The pool's threads that ever came here: one that failed sleeps before it tries again. */
  private final Set<Thread> callers = new HashSet<>();

  /** What each of them took last. If the pool closes before it was added, the pool forgets it. */
  private final Map<Thread, Connection> taken = new HashMap<>();

  private @Nullable Connection probed;
  private @Nullable SQLException lastFailure;
  private boolean cancelled;

  InterruptibleDataSource(DriverDialect dialect, Properties properties) {
    this.dialect = dialect;
    this.driver = dialect.driver();
    this.url = dialect.jdbcUrl();
    this.properties = properties;
  }

  /**
   * Opens the first connection, for whoever asks first. Blocking; ended by an interrupt.
   *
   * @return what was found out about the database
   */
  Probe probe() throws SQLException {
    List<Socket> sockets = new ArrayList<>();
    Connection opened = connect(sockets);
    synchronized (this) {
      probed = opened;
    }
    return new Probe(opened.getTransactionIsolation(), peer(opened, sockets));
  }

  /**
   * What a first connection tells.
   *
   * @param isolation the database's own transaction isolation
   */
  record Probe(int isolation, Peer peer) {}

  private Peer peer(Connection opened, List<Socket> sockets) throws SQLException {
    String address = sockets.isEmpty() ? dialect.address() : Peer.address(sockets.getLast());
    return new Peer(address, Optional.empty(), version(opened.getMetaData()));
  }

  /** Oracle's version has the product in it, and several lines. */
  private static String version(DatabaseMetaData database) throws SQLException {
    String version = database.getDatabaseProductVersion().replaceAll("\\s+", " ");
    String product = database.getDatabaseProductName();
    return version.startsWith(product) ? version : product + " " + version;
  }

  @Override
  public Connection getConnection() throws SQLException {
    synchronized (this) {
      requireWanted();
      callers.removeIf(thread -> !thread.isAlive());
      callers.add(Thread.currentThread());
      taken.keySet().retainAll(callers);
      Connection ready = probed;
      if (ready != null) {
        probed = null;
        taken.put(Thread.currentThread(), ready);
        return ready;
      }
    }
    Connection opened = connect(new ArrayList<>());
    synchronized (this) {
      if (!cancelled) {
        taken.put(Thread.currentThread(), opened);
        return opened;
      }
    }
    SQLException late = closing();
    FreshThread.cleanUp("close late connection", CLOSE_LIMIT, late, () -> close(opened));
    throw late;
  }

  private Connection connect(List<Socket> sockets) throws SQLException {
    try {
      Connection opened =
          ScopedValue.where(TrackedSocketFactory.OPENED, sockets::add)
              .call(() -> driver.connect(url, properties));
      if (opened == null) {
        throw new SQLNonTransientConnectionException("The driver does not know the address " + url);
      }
      introduce(opened);
      remember(null);
      return opened;
    } catch (SQLException e) {
      throw failed(e, sockets);
    } catch (RuntimeException e) {
      ProtocolException misunderstood =
          new ProtocolException("the peer's answer is not that of a database: " + e);
      misunderstood.initCause(e);
      throw failed(new SQLNonTransientConnectionException(misunderstood), sockets);
    }
  }

  private void introduce(Connection opened) throws SQLException {
    try {
      dialect.introduce(opened);
    } catch (SQLException e) {
      FreshThread.cleanUp("close connection", CLOSE_LIMIT, e, () -> close(opened));
      throw e;
    }
  }

  private SQLException failed(SQLException failure, List<Socket> sockets) {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    remember(failure);
    return failure;
  }

  private synchronized void remember(@Nullable SQLException failure) {
    lastFailure = failure;
  }

  /** Why the last connect failed, if it did. */
  synchronized @Nullable SQLException lastFailure() {
    return lastFailure;
  }

  /** Ends the connects under way and refuses all others. */
  synchronized void cancel() {
    cancelled = true;
    callers.forEach(Thread::interrupt);
  }

  /**
   * Closes the connections that no pool does: the one that was never taken, and those that were
   * taken when the pool had closed already. Returns when they are closed, the hard way once the
   * deadline has passed. Must follow {@link #cancel} and the end of the pool's threads.
   *
   * @throws TimeoutException if it had to be the hard way
   * @throws Exception what the driver has to say
   */
  void closeLeft(Deadline deadline) throws Exception {
    Exception trouble = null;
    for (Connection left : takeLeft()) {
      try {
        FreshThread.run("close left connection", deadline.remaining(), () -> close(left));
      } catch (Exception e) {
        if (trouble == null) {
          trouble = e;
        } else {
          trouble.addSuppressed(e);
        }
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  private synchronized List<Connection> takeLeft() {
    List<Connection> left = new ArrayList<>(taken.values());
    taken.clear();
    if (probed != null) {
      left.add(probed);
      probed = null;
    }
    return left;
  }

  private void requireWanted() throws SQLException {
    if (cancelled) {
      throw closing();
    }
  }

  private static SQLException closing() {
    return new SQLNonTransientConnectionException("The pool is closing");
  }

  private static Void close(Connection connection) throws SQLException {
    connection.close();
    return null;
  }

  @Override
  public Connection getConnection(String username, String password)
      throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("The account is fixed");
  }

  /** How many seconds a closing pool waits for a connect under way: we wait for its thread. */
  @Override
  public int getLoginTimeout() {
    return 0;
  }

  /** Ignored: the driver has its timeouts by its properties. */
  @Override
  public void setLoginTimeout(int seconds) {
    // Some drivers would make this one setting for the whole JVM.
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Drivers log through SLF4J");
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("Drivers log through SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("Not a wrapper for " + type.getName());
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
