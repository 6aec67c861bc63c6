package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.horizon.Writers.Sighting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The writers of a MariaDB. Its list of transactions is a copy that is made anew only when nobody
 * has read it for 100 ms, so one transaction of our own has to be in it, with a word that nobody
 * knew before: otherwise the copy is older than the question.
 *
 * <p>Not to be seen are those that write into another server: the primary of a replica, the other
 * nodes of a cluster.
 */
final class MariaDbWriters implements Writers {
  /**
   * First the clock, which stands still within a statement, then those that run. How a statement
   * begins tells whether it writes.
   */
  private static final String STATEMENTS =
      """
      SELECT UTC_TIMESTAMP(6), CONNECTION_ID(), ID, TIME_MS, LEFT(INFO, 200),
        COMMAND IN ('Slave_IO', 'Slave_SQL', 'Slave_worker')
      FROM information_schema.PROCESSLIST
      WHERE COMMAND NOT IN ('Sleep', 'Daemon', 'Binlog Dump', 'Ping', 'Statistics')\
      """;

  /** The server shows times of transactions in the zone of its system, whatever the session's. */
  private static final String TRANSACTIONS =
      """
      SELECT trx_id, trx_mysql_thread_id, trx_rows_modified, LEFT(trx_query, 200),
        TIMESTAMPDIFF(MICROSECOND, trx_started, CONVERT_TZ(UTC_TIMESTAMP(6), '+00:00', 'SYSTEM'))
      FROM information_schema.INNODB_TRX\
      """;

  /** Another server's writers reach this one by its own threads, or not at all. */
  private static final String OTHER_NODES =
      """
      SELECT (SELECT COUNT(*) FROM information_schema.PROCESSLIST
          WHERE COMMAND IN ('Slave_IO', 'Slave_SQL', 'Slave_worker'))
        + (SELECT COUNT(*) FROM information_schema.GLOBAL_VARIABLES
          WHERE VARIABLE_NAME = 'WSREP_ON' AND VARIABLE_VALUE = 'ON')\
      """;

  /** They take long and date no rows. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "\\s*+\\(*+\\s*+(?:SELECT|SHOW|EXPLAIN|ALTER|OPTIMIZE|CHECK|CHECKSUM|REPAIR|FLUSH|KILL)\\b",
          Pattern.CASE_INSENSITIVE);

  private final RelayDatabase database;

  MariaDbWriters(RelayDatabase database) {
    this.database = database;
  }

  @Override
  public boolean areElsewhere() throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        OTHER_NODES,
        RelayDatabase.Binding.NONE,
        row -> row.next() && row.getLong(1) > 0);
  }

  @Override
  public boolean areOnSeveral() {
    return false;
  }

  @Override
  public String grant() {
    return "GRANT PROCESS ON *.* TO the connection's user";
  }

  @Override
  public Optional<Sighting> look() throws RelayException {
    Optional<Seen> seen =
        database.series(database.calls().limits().preparation(), MariaDbWriters::look);
    if (seen.filter(Seen::replica).isPresent()) {
      // The next term of the lease chooses anew how rows are known to be settled.
      throw database
          .calls()
          .failures()
          .changed(
              database.endpoint(),
              "the source has become a replica, whose primary's transactions cannot be seen here");
    }
    return seen.map(Seen::sighting);
  }

  /**
   * What was seen.
   *
   * @param replica whether threads are there that write what another server's clients wrote
   */
  private record Seen(Sighting sighting, boolean replica) {}

  private static Optional<Seen> look(RelayDatabase.Statements statements) throws SQLException {
    statements.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
    try {
      Running running = statements.query(STATEMENTS, MariaDbWriters::running);
      String nonce = UUID.randomUUID().toString();
      return statements
          .query(
              "/* " + nonce + " */ " + TRANSACTIONS,
              rows -> transactions(rows, running.self(), nonce, running.now()))
          .map(
              open ->
                  new Seen(
                      new Sighting(running.now(), running.statements(), open), running.replica()));
    } finally {
      statements.execute("ROLLBACK");
    }
  }

  private record Running(
      LocalDateTime now, String self, boolean replica, List<Sighting.Statement> statements) {}

  private static Running running(ResultSet rows) throws SQLException {
    LocalDateTime now = null;
    String self = "";
    boolean replica = false;
    List<Sighting.Statement> running = new ArrayList<>();
    while (rows.next()) {
      now = rows.getObject(1, LocalDateTime.class);
      self = rows.getString(2);
      replica |= rows.getBoolean(6);
      String session = rows.getString(3);
      if (!session.equals(self)) {
        long micros = rows.getBigDecimal(4).movePointRight(3).longValue();
        LocalDateTime began = now.minus(micros + 1, ChronoUnit.MICROS);
        running.add(new Sighting.Statement(session, began, writes(rows.getString(5))));
      }
    }
    if (now == null) {
      throw new SQLException("The list of sessions lacks the one that asks for it");
    }
    return new Running(now, self, replica, running);
  }

  private static boolean writes(@Nullable String statement) {
    return statement == null || !HARMLESS.matcher(statement).lookingAt();
  }

  /** Those that have written, and those that nobody owns; empty if ours is not among all. */
  private static Optional<List<Sighting.Transaction>> transactions(
      ResultSet rows, String self, String nonce, LocalDateTime now) throws SQLException {
    boolean fresh = false;
    List<Sighting.Transaction> open = new ArrayList<>();
    while (rows.next()) {
      String session = rows.getString(2);
      if (session.equals(self)) {
        String statement = rows.getString(4);
        fresh |= statement != null && statement.contains(nonce);
      } else if (rows.getLong(3) > 0 || session.equals("0")) {
        Duration age = Duration.of(Math.max(0, rows.getLong(5)), ChronoUnit.MICROS);
        open.add(new Sighting.Transaction(rows.getString(1), session, now.minus(age)));
      }
    }
    return fresh ? Optional.of(open) : Optional.empty();
  }
}
