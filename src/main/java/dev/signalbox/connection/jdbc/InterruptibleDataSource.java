package dev.signalbox.connection.jdbc;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.state.Peer;
import java.io.PrintWriter;
import java.net.ProtocolException;
import java.sql.Connection;
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

  private final PhysicalConnections connections;
  private final Duration connectTimeout;

  /** The pool's threads that ever came here: one that failed sleeps before it tries again. */
  private final Set<Thread> callers = new HashSet<>();

  /** What each of them took last. If the pool closes before it was added, the pool forgets it. */
  private final Map<Thread, Connection> taken = new HashMap<>();

  private @Nullable Connection probed;
  private @Nullable SQLException lastFailure;
  private boolean cancelled;

  /**
   * @param connectTimeout how long a connect for the pool may take
   */
  InterruptibleDataSource(PhysicalConnections connections, Duration connectTimeout) {
    this.connections = connections;
    this.connectTimeout = connectTimeout;
  }

  /**
   * Opens the first connection, for whoever asks first. Blocking; ended by an interrupt.
   *
   * @return what was found out about the database
   */
  Probe probe(Deadline deadline) throws SQLException {
    PhysicalConnections.Opened opened = connections.open(deadline, this::isCancelled);
    synchronized (this) {
      probed = opened.connection();
    }
    return new Probe(opened.connection().getTransactionIsolation(), connections.peer(opened));
  }

  /**
   * What a first connection tells.
   *
   * @param isolation the database's own transaction isolation
   */
  record Probe(int isolation, Peer peer) {}

  private synchronized boolean isCancelled() {
    return cancelled;
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
    Connection opened = connect();
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

  private Connection connect() throws SQLException {
    Deadline deadline = Deadline.in(connectTimeout);
    try {
      Connection opened = connections.open(deadline, this::isCancelled).connection();
      remember(null);
      return opened;
    } catch (SQLException e) {
      remember(e);
      throw e;
    }
  }

  private synchronized void remember(@Nullable SQLException failure) {
    lastFailure = failure;
  }

  /** Why the last connect failed, if it did. */
  synchronized @Nullable SQLException lastFailure() {
    return lastFailure;
  }

  /** Why the database was last not listened to any more, since this was last asked. */
  Optional<ProtocolException> takeRefusal() {
    return connections.takeRefusal();
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
