package dev.signalbox.connection.jdbc;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Durations;
import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.state.Peer;
import java.io.PrintWriter;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private final Properties chosen;
  private final Duration connectTimeout;
  private final ScheduledExecutorService timer;

  /** The pool's threads that ever came here: one that failed sleeps before it tries again. */
  private final Set<Thread> callers = new HashSet<>();

  /** What each of them took last. If the pool closes before it was added, the pool forgets it. */
  private final Map<Thread, Connection> taken = new HashMap<>();

  private @Nullable Connection probed;
  private @Nullable SQLException lastFailure;
  private boolean cancelled;

  /**
   * @param chosen the properties that the operator has set, with the account
   * @param connectTimeout how long a connect for the pool may take
   */
  InterruptibleDataSource(
      DriverDialect dialect,
      Properties chosen,
      Duration connectTimeout,
      ScheduledExecutorService timer) {
    this.dialect = dialect;
    this.driver = dialect.driver();
    this.chosen = chosen;
    this.connectTimeout = connectTimeout;
    this.timer = timer;
  }

  /**
   * Opens the first connection, for whoever asks first. Blocking; ended by an interrupt.
   *
   * @return what was found out about the database
   */
  Probe probe(Deadline deadline) throws SQLException {
    Opened opened = connect(deadline);
    synchronized (this) {
      probed = opened.connection();
    }
    return new Probe(opened.connection().getTransactionIsolation(), peer(opened));
  }

  /**
   * What a first connection tells.
   *
   * @param isolation the database's own transaction isolation
   */
  record Probe(int isolation, Peer peer) {}

  private Peer peer(Opened opened) throws SQLException {
    return new Peer(
        opened.by().address().orElseGet(dialect::address),
        opened.by().tls().or(dialect::tls),
        version(opened.connection().getMetaData()));
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
    Connection opened = connect(Deadline.in(connectTimeout)).connection();
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

  /** A new connection and what the driver was seen to do for it. */
  private record Opened(Connection connection, PhysicalConnect by) {}

  /** Tries every way there is, each in its share of the time that is left. */
  private Opened connect(Deadline deadline) throws SQLException {
    try {
      Deque<Route> ways = new ArrayDeque<>(dialect.routes());
      SQLException failure = null;
      while (!ways.isEmpty() && (failure == null || mayOtherWaysHelp(failure, deadline))) {
        Duration share = deadline.remaining().dividedBy(ways.size());
        try {
          return connect(ways.remove(), deadline.within(share));
        } catch (SQLException e) {
          if (failure != null) {
            e.setNextException(failure);
          }
          failure = e;
        }
      }
      throw remembered(
          failure == null
              ? new SQLNonTransientConnectionException("The address names no host")
              : failure);
    } catch (UnknownHostException e) {
      throw remembered(new SQLNonTransientConnectionException(e));
    }
  }

  /** A wrong password is wrong everywhere, and one that is tried too often locks the account. */
  private synchronized boolean mayOtherWaysHelp(SQLException failure, Deadline deadline) {
    return !cancelled
        && !deadline.isPassed()
        && !Thread.currentThread().isInterrupted()
        && dialect.diagnose(failure, dialect.address()).kind().isRetryable();
  }

  private Opened connect(Route route, Deadline deadline) throws SQLException {
    PhysicalConnect connect = new PhysicalConnect();
    Future<?> end =
        timer.schedule(connect::expire, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    try {
      Properties properties = properties(route, deadline);
      Connection opened = connect.run(() -> driver.connect(route.jdbcUrl(), properties));
      if (opened == null) {
        throw new SQLNonTransientConnectionException(
            "The driver does not know the address " + route.jdbcUrl());
      }
      introduce(opened);
      connect.succeeded();
      remember(null);
      return new Opened(opened, connect);
    } catch (Throwable t) {
      SQLException failure = explained(t, connect, deadline);
      connect.failed(failure);
      throw failure;
    } finally {
      end.cancel(false);
    }
  }

  /** A driver's error goes on as it is, once what it has left open is closed. */
  private static SQLException explained(Throwable cause, PhysicalConnect connect, Deadline limit) {
    if (cause instanceof Error error) {
      connect.failed(error);
      throw error;
    }
    if (connect.hasExpired()) {
      SQLException late =
          new SQLTimeoutException("no connection within " + Durations.words(limit.allowed()));
      // That the socket was closed is our own doing, and explains nothing.
      late.addSuppressed(cause);
      return late;
    }
    if (cause instanceof SQLException known) {
      return known;
    }
    ProtocolException misunderstood =
        new ProtocolException("the peer's answer is not that of a database: " + cause);
    misunderstood.initCause(cause);
    return new SQLNonTransientConnectionException(misunderstood);
  }

  private Properties properties(Route route, Deadline deadline) {
    Properties properties = new Properties();
    properties.putAll(dialect.defaults(route, deadline.remaining()));
    properties.putAll(chosen);
    return properties;
  }

  private void introduce(Connection opened) throws SQLException {
    try {
      dialect.introduce(opened);
    } catch (SQLException e) {
      FreshThread.cleanUp("close connection", CLOSE_LIMIT, e, () -> close(opened));
      throw e;
    }
  }

  private SQLException remembered(SQLException failure) {
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
