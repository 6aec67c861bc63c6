package dev.signalbox.connection.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.Durations;
import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.PoolUse;
import dev.signalbox.settings.DatabaseKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool whose borrowers can all be sent home before it is closed. */
final class PooledSession implements DatabaseSession {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.jdbc");

  private static final String UNANSWERED = "The server did not answer a ping";

  /** Left to hear why a ping fails before its caller stops waiting for it. */
  private static final Duration PING_MARGIN = Duration.ofMillis(100);

  /** How long the pool itself waits for a connection. */
  static final Duration BORROW_TIMEOUT = Duration.ofSeconds(3);

  /** For the server to end the statements under way. */
  private static final Duration ABORT_LIMIT = Duration.ofMillis(300);

  private static final Duration DEPARTURE_LIMIT = Duration.ofMillis(500);

  /** For the server to take leave of idle connections. */
  private static final Duration POOL_CLOSES = Duration.ofMillis(1200);

  /** The same for a server that is known to be silent, which may have begun to speak again. */
  private static final Duration SILENT_POOL_CLOSES = Duration.ofMillis(100);

  private final DatabaseKind kind;
  private final Peer peer;
  private final HikariDataSource pool;
  private final InterruptibleDataSource source;
  private final PoolThreads poolThreads;
  private final DriverThreads threads;
  private final ActiveCalls calls = new ActiveCalls();

  /** Who is still to hear of the pool, if anybody. */
  private final AtomicReference<Optional<PoolMeters>> unmeasured;

  PooledSession(
      DatabaseKind kind,
      Peer peer,
      HikariDataSource pool,
      InterruptibleDataSource source,
      PoolThreads poolThreads,
      DriverThreads threads,
      Optional<PoolMeters> meters) {
    this.unmeasured = new AtomicReference<>(meters);
    this.kind = kind;
    this.peer = peer;
    this.pool = pool;
    this.source = source;
    this.poolThreads = poolThreads;
    this.threads = threads;
  }

  @Override
  public Peer peer() {
    return peer;
  }

  @Override
  public DatabaseKind kind() {
    return kind;
  }

  @Override
  public <T> T call(Deadline deadline, SqlWork<T> work) throws SQLException {
    return call(calls.enter(false), deadline, work);
  }

  private <T> T call(ActiveCall call, Deadline deadline, SqlWork<T> work) throws SQLException {
    try (Connection connection = borrow(call, deadline)) {
      return work.run(connection);
    } finally {
      calls.leave(call);
    }
  }

  private Connection borrow(ActiveCall call, Deadline deadline) throws SQLException {
    Future<?> expiry =
        threads
            .timer()
            .schedule(call::expire, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    try {
      Connection borrowed = pool.getConnection();
      call.borrowed(borrowed);
      return borrowed;
    } catch (SQLException e) {
      if (calls.isRefusing()) {
        SQLException closing = ActiveCalls.closing();
        closing.addSuppressed(e);
        throw closing;
      }
      throw late(call.hasExpired() ? deadline.allowed() : BORROW_TIMEOUT, e);
    } finally {
      expiry.cancel(false);
    }
  }

  /**
   * Why a connection could not be had, which is not always that there are too few: a pool that a
   * silent server leaves empty waits just like a full one.
   */
  private SQLException late(Duration limit, SQLException pools) {
    PoolUse use = present();
    String state =
        "%d active, %d idle, %d waiting of %d"
            .formatted(use.active(), use.idle(), use.waiting(), use.most());
    String within = " within " + Durations.words(limit) + " (pool: " + state + ")";
    SQLException reason = source.lastFailure();
    SQLException late =
        isBusy()
            ? new SQLTransientConnectionException(
                "all "
                    + pool.getMaximumPoolSize()
                    + " connections are in use, none came back"
                    + within)
            : new SQLTimeoutException(Failure.NO_ANSWER + "no connection" + within);
    // What the pool says of it names neither the reason nor the server.
    late.addSuppressed(pools);
    if (reason != null) {
      late.setNextException(reason);
    }
    return late;
  }

  @Override
  public void ping(Deadline deadline) throws SQLException {
    Duration limit = deadline.remaining().minus(PING_MARGIN);
    Deadline earlier = limit.isPositive() ? deadline.within(limit) : deadline;
    var _ = source.takeRefusal();
    try {
      call(calls.enter(true), earlier, connection -> measured(connection, earlier));
    } catch (SQLException e) {
      // The driver says no more than that there was no answer, and that it has closed.
      throw source
          .takeRefusal()
          .<SQLException>map(reason -> new SQLTransientConnectionException(UNANSWERED, reason))
          .orElse(e);
    }
  }

  /**
   * Not measured before somebody owns it: a pool that comes too late would take the meters of the
   * one that is in use with it when it is closed. Within a call, for which closing waits.
   */
  private boolean measured(Connection connection, Deadline deadline) throws SQLException {
    unmeasured
        .getAndSet(Optional.empty())
        .ifPresent(meters -> pool.setMetricsTrackerFactory(meters::create));
    return requireValid(connection, deadline);
  }

  private static boolean requireValid(Connection connection, Deadline deadline)
      throws SQLException {
    long seconds = Math.max(1, deadline.remaining().plusMillis(999).toSeconds());
    if (!connection.isValid((int) seconds)) {
      throw new SQLTransientConnectionException(UNANSWERED);
    }
    return true;
  }

  /**
   * Whether every connection that the pool may have is in a borrower's hands. A pool that has fewer
   * because it cannot open more is not busy: that is what a ping is to find out.
   */
  @Override
  public boolean isBusy() {
    return calls.atWork() >= pool.getMaximumPoolSize();
  }

  @Override
  public Optional<PoolUse> use() {
    return Optional.of(present());
  }

  private PoolUse present() {
    HikariPoolMXBean numbers = pool.getHikariPoolMXBean();
    return new PoolUse(
        numbers.getActiveConnections(),
        numbers.getIdleConnections(),
        numbers.getThreadsAwaitingConnection(),
        pool.getMaximumPoolSize());
  }

  @Override
  public void close(Deadline deadline, boolean orderly) throws Exception {
    calls.refuse();
    List<FreshThread> aborting = orderly ? abortStatements() : List.of();
    try {
      if (!aborting.isEmpty()) {
        calls.awaitDeparture(deadline.within(ABORT_LIMIT));
      }
      calls.interruptUntilDeparted(deadline.within(DEPARTURE_LIMIT));
    } finally {
      // Also if the time for all of this has passed already: nobody else would do it.
      source.cancel();
      Duration hope = orderly ? POOL_CLOSES : SILENT_POOL_CLOSES;
      Deadline limit = deadline.within(deadline.remaining().dividedBy(2)).within(hope);
      try {
        closePool(limit);
      } finally {
        awaitEnd(aborting, deadline.within(ABORT_LIMIT));
      }
    }
  }

  /** Orderly while there is hope, then the hard way, which takes milliseconds. */
  private void closePool(Deadline limit) throws Exception {
    try {
      PoolClose close = new PoolClose(pool, poolThreads);
      FreshThread.run("close pool " + pool.getPoolName(), limit.remaining(), close::run);
    } catch (TimeoutException e) {
      LOG.debug("The server did not take leave, so its connections were ended", e);
    } finally {
      closeLeft(limit);
    }
  }

  private void closeLeft(Deadline limit) throws Exception {
    try {
      source.closeLeft(limit);
    } catch (TimeoutException e) {
      LOG.debug("The server did not take leave of a connection that was never used", e);
    }
  }

  /**
   * Has the server end what an interrupt would only make the client forget. The threads go on while
   * the pool closes: on a busy machine their limit may pass before they had their turn, and an
   * interrupt would then leave the statement to the server.
   */
  private List<FreshThread> abortStatements() {
    return calls.connectionsInUse().stream()
        .map(connection -> FreshThread.start("abort", () -> abort(connection)))
        .toList();
  }

  private static void awaitEnd(List<FreshThread> aborting, Deadline deadline) {
    for (FreshThread each : aborting) {
      try {
        each.await(deadline.remaining());
      } catch (Exception e) {
        LOG.debug("A statement could not be ended on the server, its thread is interrupted", e);
      }
    }
  }

  private Void abort(Connection borrowed) throws SQLException {
    borrowed.unwrap(Connection.class).abort(threads.calls());
    return null;
  }
}
