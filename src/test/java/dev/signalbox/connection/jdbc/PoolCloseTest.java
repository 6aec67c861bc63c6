package dev.signalbox.connection.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import dev.signalbox.testing.EndpointTrial;
import dev.signalbox.testing.Gate;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.LiveThreads;
import dev.signalbox.testing.Stopwatch;
import dev.signalbox.testing.TrialSettings;
import dev.signalbox.testing.UndisturbedScope;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a pool that closes does not do by itself, brought about by hand. */
@Timeout(60)
class PoolCloseTest {
  /** HikariCP would wait for 10 s. */
  private static final Duration PROMPT = Duration.ofSeconds(5);

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String TIMER_PERIOD = "com.zaxxer.hikari.housekeeping.periodMs";

  /** HikariCP's idle threads would end by themselves after 5 s. */
  private static final Duration IDLE_THREADS_END = Duration.ofSeconds(4);

  private static MariaDbServer server;

  @BeforeAll
  static void start() throws Exception {
    server = MariaDbServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /**
   * A pool that closes while it throws a connection away: the close waits, under the pool's lock,
   * for a thread that waits for that lock. Brought about by taking the lock before the close does.
   */
  @Test
  void aPoolThatWaitsForItselfIsReleased() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.mariaDb(server))) {
      PooledSession session = trial.connected(PooledSession.class);
      HikariDataSource source = (HikariDataSource) field(PooledSession.class, "pool").get(session);
      Object pool = field(HikariDataSource.class, "pool").get(source);
      PoolThreads threads = (PoolThreads) field(PooledSession.class, "poolThreads").get(session);
      PoolClose close = new PoolClose(source, threads);
      Thread waiting =
          Thread.ofVirtual()
              .name("waits for the close")
              .start(
                  () ->
                      assertThatThrownBy(
                              () ->
                                  FreshThread.run(
                                      "close pool in vain",
                                      LONG,
                                      () -> {
                                        closeUnderLock(pool, source);
                                        return close.run();
                                      }))
                          .isInstanceOf(TimeoutException.class));
      await().until(() -> LiveThreads.isIn("HikariPool.shutdown", "awaitTermination"));
      Stopwatch stopwatch = Stopwatch.begun();
      waiting.interrupt();
      assertThat(waiting.join(LONG)).isTrue();
      assertThat(stopwatch.elapsed()).isLessThan(PROMPT);
      assertThat(LiveThreads.named("pool ", "close pool")).isEmpty();
      // What the pool has opened and no longer knows is the session's to close.
      trial.disconnected();
      Leftovers.assertNoSocketTo(server.port());
    }
  }

  private static void closeUnderLock(Object pool, HikariDataSource source) throws Exception {
    Connection thrownAway = source.getConnection();
    synchronized (pool) {
      source.evictConnection(thrownAway);
      // The pool's timer wants the lock as well; it is the other one that counts.
      await().until(() -> LiveThreads.isIn("closeConnection", "HikariPool.fillPool"));
      source.close();
    }
  }

  /** A pool's timer wants the pool's lock, which a pool that closes holds. */
  @Test
  void aPoolHoldsUpNoTimerButItsOwn() throws Exception {
    System.setProperty(TIMER_PERIOD, "50");
    try (DriverThreads threads = DriverThreads.create()) {
      DatabaseSession session =
          new DatabaseConnector(
                  TrialSettings.mariaDb(server), "trial", PasswordPrompt.unavailable(), threads)
              .open(new UndisturbedScope(Deadline.in(LONG)));
      Object source = field(PooledSession.class, "pool").get(session);
      synchronized (field(HikariDataSource.class, "pool").get(source)) {
        await().until(() -> LiveThreads.isIn("HouseKeeper.run", "HikariPool.fillPool"));
        var _ =
            threads
                .timer()
                .schedule(() -> true, 0, TimeUnit.NANOSECONDS)
                .get(PROMPT.toMillis(), TimeUnit.MILLISECONDS);
      }
      session.close(Deadline.in(PROMPT), true);
    } finally {
      System.clearProperty(TIMER_PERIOD);
    }
  }

  @Test
  void aConnectionThatThePoolHasForgottenIsClosed() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.mariaDb(server))) {
      PooledSession session = trial.connected(PooledSession.class);
      session.ping(Deadline.in(PROMPT));
      InterruptibleDataSource source =
          (InterruptibleDataSource) field(PooledSession.class, "source").get(session);
      // As a thread of the pool does whose connection comes when the pool takes no more.
      FreshThread.run("adds too late", LONG, source::getConnection);
      // Three if the pool's timer has looked while the ping had the only connection.
      assertThat(Leftovers.socketsTo(server.port())).hasSizeGreaterThanOrEqualTo(2);
      trial.disconnected();
      assertThat(Leftovers.socketsTo(server.port())).isEmpty();
    }
  }

  @Test
  void aThreadOfThePoolThatIsDeafIsAnOrphanUntilItEnds() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.mariaDb(server))) {
      PooledSession session = trial.connected(PooledSession.class);
      PoolThreads threads = (PoolThreads) field(PooledSession.class, "poolThreads").get(session);
      Gate gate = new Gate();
      threads.newThread(gate::awaitDeaf).start();
      trial.supervisor().disconnect(Actor.program("test"), Duration.ofMillis(50));
      trial.await(s -> s.state() instanceof ConnectionState.Off);
      assertThat(trial.supervisor().snapshot().status().orphans()).isOne();
      assertThat(LiveThreads.named("pool ")).isNotEmpty();
      gate.open();
      trial.await(s -> s.status().orphans() == 0);
      assertThat(LiveThreads.named("pool ")).isEmpty();
      // Whose last act was to say so.
      LiveThreads.awaitNone("close ");
    }
  }

  @Test
  void aCloseWithoutTimeClosesThePoolAllTheSame() throws Exception {
    try (EndpointTrial trial = new EndpointTrial(TrialSettings.mariaDb(server))) {
      PooledSession session = trial.connected(PooledSession.class);
      Gate gate = new Gate();
      Thread borrower = borrow(session, gate);
      trial.supervisor().disconnect(Actor.program("test"), Duration.ofMillis(1));
      trial.await(s -> s.state() instanceof ConnectionState.Off && s.status().orphans() == 0);
      assertThat(Leftovers.socketsTo(server.port())).isEmpty();
      assertThat(LiveThreads.named("pool ", "abort")).isEmpty();
      LiveThreads.awaitNone("close ");
      gate.open();
      borrower.join();
    }
  }

  /** An interrupt may come while connections are being aborted, before idle threads are ended. */
  @Test
  void aPoolWhoseCloseIsCutShortIsClosedAgain() throws Exception {
    try (OracleStandIn oracle = OracleStandIn.builder().user("APP", "tiger").verifier11g().start();
        EndpointTrial trial =
            new EndpointTrial(TrialSettings.oracle(oracle.url(), "app", Secret.of("tiger")))) {
      PooledSession session = trial.connected(PooledSession.class);
      Gate gate = new Gate();
      Thread borrower = borrow(session, gate);
      session.ping(Deadline.in(PROMPT));
      HikariDataSource source = (HikariDataSource) field(PooledSession.class, "pool").get(session);
      PoolThreads threads = (PoolThreads) field(PooledSession.class, "poolThreads").get(session);
      Thread closing =
          Thread.ofVirtual()
              .name("close pool cut short")
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    new PoolClose(source, threads).run();
                  });
      assertThat(closing.join(IDLE_THREADS_END)).isTrue();
      assertThat(LiveThreads.named("pool ")).isEmpty();
      gate.open();
      borrower.join();
    }
  }

  /** Holds a connection, deaf to all that is said to it. */
  private static Thread borrow(DatabaseSession session, Gate gate) throws Exception {
    CompletableFuture<Void> borrowed = new CompletableFuture<>();
    Thread borrower =
        Thread.ofVirtual()
            .name("deaf borrower")
            .start(
                () -> {
                  try {
                    session.call(
                        Deadline.in(PROMPT),
                        connection -> {
                          borrowed.complete(null);
                          gate.awaitDeaf();
                          return connection;
                        });
                  } catch (SQLException e) {
                    borrowed.completeExceptionally(e);
                  }
                });
    borrowed.get(LONG.toSeconds(), TimeUnit.SECONDS);
    return borrower;
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
