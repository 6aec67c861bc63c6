package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.horizon.Writers.Sighting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The writers of an Oracle, on all instances of it; the views show whole seconds. */
final class OracleWriters implements Writers {
  /** INSERT, UPDATE, DELETE, PL/SQL, CALL and MERGE. */
  private static final String STATEMENTS =
      """
      SELECT SADDR, (SYSDATE - SQL_EXEC_START) * 86400 FROM GV$SESSION
      WHERE STATUS = 'ACTIVE' AND SQL_EXEC_START IS NOT NULL AND COMMAND IN (2, 6, 7, 47, 170, 189)\
      """;

  private static final String TRANSACTIONS =
      """
      SELECT INST_ID, XIDUSN, XIDSLOT, XIDSQN, SES_ADDR, (SYSDATE - START_DATE) * 86400
      FROM GV$TRANSACTION\
      """;

  /** Empty where the server does not know the word. */
  private static final String ROLE = "SELECT SYS_CONTEXT('USERENV', 'DATABASE_ROLE') FROM DUAL";

  /** Each has sessions of its own in the background. */
  private static final String INSTANCES = "SELECT COUNT(DISTINCT INST_ID) FROM GV$SESSION";

  private final RelayDatabase database;
  private final DatabaseClock clock;

  OracleWriters(RelayDatabase database, DatabaseClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * The views show all instances, but of a standby not those that write: they are its primary's.
   */
  @Override
  public boolean areElsewhere() throws RelayException {
    return read(ROLE, row -> Optional.ofNullable(row.getString(1))).stream()
        .flatMap(Optional::stream)
        .anyMatch(role -> !role.equals("PRIMARY"));
  }

  @Override
  public boolean areOnSeveral() throws RelayException {
    return read(INSTANCES, row -> row.getInt(1)).getFirst() > 1;
  }

  @Override
  public String grant() {
    return "GRANT SELECT ON SYS.GV_$TRANSACTION and SYS.GV_$SESSION TO the connection's user";
  }

  @Override
  public Optional<Sighting> look() throws RelayException {
    LocalDateTime now = clock.read();
    List<Sighting.Statement> running =
        read(STATEMENTS, row -> new Sighting.Statement(row.getString(1), since(now, row, 2), true));
    return Optional.of(
        new Sighting(now, running, read(TRANSACTIONS, row -> transaction(row, now))));
  }

  private static Sighting.Transaction transaction(ResultSet row, LocalDateTime now)
      throws SQLException {
    String id = "%s.%s.%s".formatted(row.getString(2), row.getString(3), row.getString(4));
    return new Sighting.Transaction(
        row.getString(1) + ":" + id, row.getString(5), since(now, row, 6));
  }

  @FunctionalInterface
  private interface RowReading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, RowReading<T> reading) throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        sql,
        RelayDatabase.Binding.NONE,
        rows -> {
          List<T> all = new ArrayList<>();
          while (rows.next()) {
            all.add(reading.read(rows));
          }
          return all;
        });
  }

  /** Both ends of an age are whole seconds, so it may be a second more, and another by rounding. */
  private static LocalDateTime since(LocalDateTime now, ResultSet row, int column)
      throws SQLException {
    return now.minus(Duration.ofSeconds(Math.max(0, Math.round(row.getDouble(column))) + 1));
  }
}
