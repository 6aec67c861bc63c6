package dev.signalbox.relay;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.sandbox.Account;
import dev.signalbox.sandbox.EventTable;
import dev.signalbox.sandbox.SandboxSchema;
import dev.signalbox.sandbox.oracle.OracleStandIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import oracle.jdbc.datasource.impl.OracleDataSource;
import org.mariadb.jdbc.MariaDbDataSource;

/** Where rows are read from: a table with a row each millisecond, of about 400 bytes as JSON. */
sealed interface BenchSource extends AutoCloseable {
  String LOREM = "a row has some text of its own, neither much nor little; ";

  EventTable table();

  /** How a query ends after a number of rows, its last parameter. */
  String limit();

  /** What suits the driver; 0 is its own choice. */
  int fetchedAtOnce();

  void fill(int rows) throws SQLException;

  /** As the relay is connected to it. */
  ConnectionSupervisor supervised();

  /** As a program of one's own is. */
  Connection connect() throws SQLException;

  @Override
  void close() throws Exception;

  /** The table next to the checkpoint. */
  record MariaDb(RelayTestBed bed, ConnectionSupervisor supervised) implements BenchSource {
    private static final int PORTION = 500_000;
    private static final int MEMORY = 512 << 20;

    @Override
    public EventTable table() {
      return EventTable.MARIADB;
    }

    @Override
    public String limit() {
      return "LIMIT ?";
    }

    @Override
    public int fetchedAtOnce() {
      return 0;
    }

    /**
     * In portions, for a statement has its time. The server has as much memory as one in operation:
     * with that of the tests it would read its own files all the time.
     */
    @Override
    public void fill(int rows) throws SQLException {
      bed.execute("SET GLOBAL innodb_buffer_pool_size = " + MEMORY);
      for (int before = 0; before < rows; before += PORTION) {
        fill(before + 1, Math.min(before + PORTION, rows));
      }
    }

    private void fill(int first, int last) throws SQLException {
      bed.execute(
          """
          SET STATEMENT max_recursive_iterations = 100000000 FOR
          INSERT INTO tracking.TXLOG_EVENTS
            (CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)
          WITH RECURSIVE counted (n) AS
            (SELECT %1$d UNION ALL SELECT n + 1 FROM counted WHERE n < %2$d)
          SELECT CONCAT('case-', n DIV 7), 'STATUS_CHANGED', REPEAT('%3$s', 4),
            '2026-01-01' + INTERVAL n * 1000 MICROSECOND,
            '2026-01-01' + INTERVAL n * 1000 MICROSECOND
          FROM counted\
          """
              .formatted(first, last, LOREM));
    }

    @Override
    public Connection connect() throws SQLException {
      return dataSource().getConnection();
    }

    MariaDbDataSource dataSource() throws SQLException {
      MariaDbDataSource database =
          new MariaDbDataSource(bed.mariaDb.jdbcUrl() + "?useServerPrepStmts=true&sslMode=disable");
      database.setUser(bed.mariaDb.app().user());
      database.setPassword(bed.mariaDb.app().password());
      return database;
    }

    @Override
    public void close() {}
  }

  /** The stand-in, which works in this process: its own work is counted as everybody's. */
  record Oracle(OracleStandIn server, ConnectionSupervisor supervised) implements BenchSource {
    private static final Account OWNER = new Account("SPC", "tiger");

    static Oracle start(RelayTestBed bed) throws Exception {
      OracleStandIn server = OracleStandIn.builder().user(OWNER.user(), OWNER.password()).start();
      SandboxSchema.createEventTable(server);
      return new Oracle(server, bed.oracle(server.url(), OWNER));
    }

    @Override
    public EventTable table() {
      return EventTable.ORACLE;
    }

    @Override
    public String limit() {
      return "FETCH FIRST ? ROWS ONLY";
    }

    @Override
    public int fetchedAtOnce() {
      return 500;
    }

    @Override
    public void fill(int rows) throws SQLException {
      try (Connection engine = server.dataSource().getConnection();
          Statement statement = engine.createStatement()) {
        statement.execute(
            """
            INSERT INTO SPC.TXLOG_EVENTS
              (ID, CASE_ID, EVENT_TYPE, EVENT_DATA, EVENT_TIMESTAMP, CREATED_AT)
            SELECT X, 'case-' || (X / 7), 'STATUS_CHANGED', REPEAT('%2$s', 4),
              DATEADD(MILLISECOND, X, TIMESTAMP '2026-01-01 00:00:00'),
              DATEADD(MILLISECOND, X, TIMESTAMP '2026-01-01 00:00:00')
            FROM SYSTEM_RANGE(1, %1$d)\
            """
                .formatted(rows, LOREM));
      }
    }

    @Override
    public Connection connect() throws SQLException {
      OracleDataSource database = new OracleDataSource();
      database.setURL(server.jdbcUrl());
      database.setUser(OWNER.user());
      database.setPassword(OWNER.password());
      return database.getConnection();
    }

    @Override
    public void close() throws Exception {
      server.close();
    }
  }
}
