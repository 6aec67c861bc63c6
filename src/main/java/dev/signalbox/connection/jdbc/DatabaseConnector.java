package dev.signalbox.connection.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.driver.Connector;
import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.NameResolution;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.settings.DatabaseSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** Opens pools of connections to Oracle or MariaDB. Thread-safe. */
public final class DatabaseConnector implements Connector {
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(2);

  private final DatabaseSettings settings;
  private final DriverDialect dialect;
  private final String label;
  private final PasswordPrompt prompt;
  private final DriverThreads threads;
  private final Optional<PoolMeters> meters;

  /**
   * @param label how the password prompt calls the endpoint
   */
  public DatabaseConnector(
      DatabaseSettings settings, String label, PasswordPrompt prompt, DriverThreads threads) {
    this(settings, label, prompt, threads, Optional.empty());
  }

  /**
   * The same, with somebody who measures its pools.
   *
   * @param meters what they report to, under the endpoint's name
   */
  public DatabaseConnector(
      DatabaseSettings settings,
      String label,
      PasswordPrompt prompt,
      DriverThreads threads,
      Optional<PoolMeters> meters) {
    this.meters = meters;
    this.settings = settings;
    this.dialect = DriverDialect.of(settings);
    this.label = label;
    this.prompt = prompt;
    this.threads = threads;
  }

  @Override
  public DatabaseSession open(ConnectScope scope) throws Exception {
    threads.requireSockets();
    Secret password = settings.password();
    if (password.isAsked()) {
      scope.enter(ConnectPhase.PASSWORD);
      password = prompt.ask(label);
    }
    scope.enter(ConnectPhase.NAME_RESOLUTION);
    NameResolution.requireAny(dialect.hosts());
    scope.enter(ConnectPhase.TCP);
    InterruptibleDataSource source =
        new InterruptibleDataSource(
            new PhysicalConnections(dialect, chosen(password), threads.timer()),
            settings.connectTimeout());
    try {
      InterruptibleDataSource.Probe probe = source.probe(scope.deadline());
      scope.enter(ConnectPhase.POOL);
      PoolThreads poolThreads = new PoolThreads(settings.name());
      HikariDataSource pool = new HikariDataSource(pool(source, probe.isolation(), poolThreads));
      return new PooledSession(
          settings.kind(), probe.peer(), pool, source, poolThreads, threads, meters);
    } catch (Throwable t) {
      source.cancel();
      closeLeft(source, t);
      throw t;
    }
  }

  private Properties chosen(Secret password) {
    Properties chosen = new Properties();
    chosen.putAll(dialect.amended(settings.properties()));
    chosen.setProperty("user", settings.username());
    chosen.setProperty("password", password.reveal());
    return chosen;
  }

  private HikariConfig pool(
      InterruptibleDataSource source, int isolation, PoolThreads poolThreads) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(settings.name());
    pool.setDataSource(source);
    pool.setMaximumPoolSize(settings.poolSize());
    pool.setMinimumIdle(1);
    // The constructor must not connect: what it begins it does not end when it is interrupted.
    pool.setInitializationFailTimeout(-1);
    pool.setConnectionTimeout(PooledSession.BORROW_TIMEOUT.toMillis());
    pool.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
    // Left to find this out by itself, a pool whose first connection dies under it never recovers.
    pool.setTransactionIsolation(Integer.toString(isolation));
    // The heartbeat keeps connections alive.
    pool.setKeepaliveTime(0);
    // Its timer among them: one shared with others would be held up by a pool that is closing,
    // because a pool's timer waits for the pool's lock.
    pool.setThreadFactory(poolThreads);
    return pool;
  }

  private static void closeLeft(InterruptibleDataSource source, Throwable failure) {
    try {
      source.closeLeft(Deadline.in(CLEAN_UP_LIMIT));
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public Diagnosis diagnose(Throwable failure) {
    return dialect.diagnose(failure, settings.address());
  }
}
