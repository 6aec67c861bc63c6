package dev.signalbox.testing;

import dev.signalbox.sandbox.MariaDbServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB for one test, which the next test of this process has after it with an empty database,
 * because a start takes half a second of a processor. One that was killed, that still has sessions,
 * or that was told something that outlives its database is ended instead.
 */
public final class HandedOnMariaDb implements AutoCloseable {
  private static final AtomicReference<@Nullable MariaDbServer> SPARE = new AtomicReference<>();

  /** How long the server takes to notice that a client has gone. */
  private static final Duration SOON = Duration.ofSeconds(1);

  /** What concerns more than the database. */
  private static final Pattern LASTING = Pattern.compile("\\b(global|user|grant|revoke)\\b");

  private final MariaDbServer server;
  private final long pid;
  private boolean changed;

  private HandedOnMariaDb(MariaDbServer server) {
    this.server = server;
    this.pid = server.pid();
  }

  /** One that was handed on, or a new one. */
  public static HandedOnMariaDb take() throws IOException, InterruptedException {
    MariaDbServer spare = SPARE.getAndSet(null);
    return new HandedOnMariaDb(spare == null ? MariaDbServer.start() : spare);
  }

  public MariaDbServer server() {
    return server;
  }

  /** Runs a statement as the administrator. */
  public void execute(String sql) throws SQLException {
    changed |= LASTING.matcher(sql.toLowerCase(Locale.ROOT)).find();
    try (Connection connection = server.connect(server.administrator());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Hands it on or ends it. */
  @Override
  public void close() {
    Optional.ofNullable(isAsNew() ? SPARE.getAndSet(server) : server)
        .ifPresent(MariaDbServer::close);
  }

  private boolean isAsNew() {
    try {
      if (changed || !server.isAlive() || server.pid() != pid) {
        return false;
      }
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(SOON)
          .until(() -> server.processList().isEmpty());
      execute("CREATE OR REPLACE DATABASE " + MariaDbServer.DATABASE);
      return true;
    } catch (SQLException | ConditionTimeoutException e) {
      // Whatever is the matter with it, nobody is to have it.
      return false;
    }
  }
}
