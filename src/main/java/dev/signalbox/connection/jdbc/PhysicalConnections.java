package dev.signalbox.connection.jdbc;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Durations;
import dev.signalbox.base.ForeignText;
import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.state.Peer;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens physical connections to one database, straight from the driver, by every way that its
 * address names. Thread-safe; it owns none of what it has opened.
 */
final class PhysicalConnections {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.jdbc");
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

  private final DriverDialect dialect;
  private final Driver driver;
  private final Properties chosen;
  private final ScheduledExecutorService timer;
  private final AtomicReference<@Nullable ProtocolException> refusal = new AtomicReference<>();

  /**
   * @param chosen the properties that the operator has set, with the account
   * @param timer ends connects that are overdue
   */
  PhysicalConnections(DriverDialect dialect, Properties chosen, ScheduledExecutorService timer) {
    this.dialect = dialect;
    this.driver = dialect.driver();
    this.chosen = chosen;
    this.timer = timer;
  }

  /** A new connection and what the driver was seen to do for it. */
  record Opened(Connection connection, PhysicalConnect by) {}

  /**
   * Tries every way there is, each in its share of the time that is left. Blocking; ended by an
   * interrupt.
   *
   * @param unwanted whether nobody waits for it any more, so that no other way is tried
   */
  Opened open(Deadline deadline, BooleanSupplier unwanted) throws SQLException {
    try {
      Deque<Route> ways = new ArrayDeque<>(dialect.routes());
      SQLException failure = null;
      while (!ways.isEmpty()
          && (failure == null || mayOtherWaysHelp(failure, deadline, unwanted))) {
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
      throw failure == null
          ? new SQLNonTransientConnectionException("The address names no host")
          : failure;
    } catch (UnknownHostException e) {
      throw new SQLNonTransientConnectionException(e);
    }
  }

  /** A wrong password is wrong everywhere, and one that is tried too often locks the account. */
  private boolean mayOtherWaysHelp(
      SQLException failure, Deadline deadline, BooleanSupplier unwanted) {
    return !unwanted.getAsBoolean()
        && !deadline.isPassed()
        && !Thread.currentThread().isInterrupted()
        && dialect.diagnose(failure, dialect.address()).kind().isRetryable();
  }

  private Opened connect(Route route, Deadline deadline) throws SQLException {
    PhysicalConnect connect = new PhysicalConnect(refusal::set);
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
      // What the driver says is that its socket was closed: our own doing, which explains nothing.
      LOG.debug("Given up", cause);
      return new SQLTimeoutException("no connection within " + Durations.words(limit.allowed()));
    }
    if (cause instanceof SQLException known) {
      return known;
    }
    ProtocolException misunderstood =
        new ProtocolException(
            "the peer's answer is not that of a database: " + NetworkFailures.line(cause));
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

  private static Void close(Connection connection) throws SQLException {
    connection.close();
    return null;
  }

  /** Why the server was last not listened to any more, since this was last asked. */
  Optional<ProtocolException> takeRefusal() {
    return Optional.ofNullable(refusal.getAndSet(null));
  }

  /** Whom it leads to, as it was seen and as the database says. */
  Peer peer(Opened opened) throws SQLException {
    return new Peer(
        opened.by().address().orElseGet(dialect::address),
        opened.by().tls().or(dialect::tls),
        version(opened.connection().getMetaData()));
  }

  /** Oracle's version has the product in it, and several lines. */
  private static String version(DatabaseMetaData database) throws SQLException {
    String said = ForeignText.cut(database.getDatabaseProductVersion());
    String version = said.replaceAll("\\s+", " ");
    String product = database.getDatabaseProductName();
    return version.startsWith(product) ? version : product + " " + version;
  }
}
