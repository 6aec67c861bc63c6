package dev.signalbox.sandbox.oracle;

import java.net.ProtocolException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session with the engine. Used by one thread, but for {@link #cancel} and {@link
 * #transactionOpen}.
 */
final class SqlSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlSession.class);

  private final int id;
  private final Connection connection;
  private final Dictionary dictionary;
  private volatile boolean transactionOpen;
  private final Stall stall;
  private volatile boolean cancelled;
  private volatile @Nullable PreparedStatement running;

  SqlSession(int id, Connection connection, Dictionary dictionary, Stall stall) {
    this.id = id;
    this.connection = connection;
    this.dictionary = dictionary;
    this.stall = stall;
  }

  int id() {
    return id;
  }

  boolean transactionOpen() {
    return transactionOpen;
  }

  /** What the client calls the part of it that uses this session. */
  void module(String name) {
    try {
      dictionary.sessionModule(id, name);
    } catch (SQLException e) {
      throw new IllegalStateException("the dictionary of the Oracle stand-in failed", e);
    }
  }

  /** A new request has arrived: a cancel from now on means that one. */
  void forgetCancel() {
    cancelled = false;
  }

  /** Breaks off the statement that runs or is about to. For any thread. */
  void cancel() {
    cancelled = true;
    stall.wake();
    PreparedStatement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.debug("Oracle stand-in: the statement to cancel has ended: {}", e.getMessage());
      }
    }
  }

  /** The statement, compiled; errors tell the place in the text as the client wrote it. */
  Cursor parse(int cursor, String sql) throws OracleException {
    try {
      return new Cursor(cursor, sql, connection.prepareStatement(Dialect.translate(sql)));
    } catch (SQLException e) {
      throw ErrorTranslation.translate(e, sql);
    }
  }

  List<Column> describe(Cursor cursor) throws OracleException {
    try {
      return cursor.describe();
    } catch (SQLException e) {
      throw ErrorTranslation.translate(e, cursor.sql());
    }
  }

  /**
   * Executes once for each row of binds; the numbers of rows changed. After a query the cursor is
   * open, and its number is 0.
   */
  List<Long> execute(Cursor cursor, List<List<byte[]>> bindRows)
      throws OracleException, ProtocolException {
    List<Long> counts = new ArrayList<>(bindRows.size());
    int writing = cursor.writingCommand();
    try {
      if (writing != 0) {
        dictionary.statementBegan(id, writing);
      }
      for (List<byte[]> binds : bindRows) {
        PreparedStatement statement = cursor.bind(binds);
        boolean query = run(cursor, statement);
        if (query) {
          cursor.open(statement.getResultSet());
        }
        counts.add(query ? 0 : statement.getLargeUpdateCount());
        noteTransaction(query ? cursor.locksRows() : counts.getLast() > 0);
        if (cursor.endsTransaction()) {
          transactionEnded();
        }
      }
      return counts;
    } catch (SQLException e) {
      throw ErrorTranslation.translate(e, cursor.sql()).after(counts.size());
    } finally {
      if (writing != 0) {
        statementEnded();
      }
    }
  }

  List<List<byte[]>> fetch(Cursor cursor, int wanted) throws OracleException {
    try {
      return cursor.fetch(wanted);
    } catch (SQLException e) {
      throw ErrorTranslation.translate(e, cursor.sql());
    }
  }

  /** Whether the statement was a query. */
  private boolean run(Cursor cursor, PreparedStatement statement)
      throws SQLException, OracleException {
    stall.await(cursor.sql(), () -> cancelled);
    running = statement;
    try {
      while (!cancelled) {
        try {
          return statement.execute();
        } catch (SQLException e) {
          if (e.getErrorCode() != ErrorCode.LOCK_TIMEOUT_1 || cursor.refusesToWait()) {
            throw e;
          }
        }
      }
      throw new OracleException(
          OracleException.CANCELLED, "user requested cancel of current operation");
    } finally {
      running = null;
    }
  }

  private void statementEnded() {
    try {
      dictionary.statementEnded(id);
    } catch (SQLException e) {
      LOG.debug("Oracle stand-in: session {} ended after its engine: {}", id, e.getMessage());
    }
  }

  private void noteTransaction(boolean holdsSomething) throws SQLException {
    if (transactionOpen) {
      return;
    }
    if (holdsSomething) {
      dictionary.transactionOpened(id);
      transactionOpen = true;
    } else {
      // In the engine even a query locks its tables' definitions until the transaction ends.
      connection.commit();
    }
  }

  private void transactionEnded() throws SQLException {
    if (transactionOpen) {
      transactionOpen = false;
      dictionary.transactionEnded(id);
    }
  }

  void commit() throws OracleException {
    try {
      connection.commit();
      transactionEnded();
    } catch (SQLException e) {
      throw ErrorTranslation.translate(e, "");
    }
  }

  void rollback() throws OracleException {
    try {
      connection.rollback();
      transactionEnded();
    } catch (SQLException e) {
      throw ErrorTranslation.translate(e, "");
    }
  }

  void useSchema(String schema) {
    try {
      connection.setSchema(schema);
    } catch (SQLException e) {
      LOG.warn("Oracle stand-in: no schema {}", schema);
    }
  }

  void release(Cursor cursor) {
    try {
      cursor.close();
    } catch (SQLException e) {
      LOG.warn("Oracle stand-in: closing a cursor failed", e);
    }
  }

  /** Rolls back what was not committed. */
  @Override
  public void close() {
    try (connection) {
      connection.rollback();
      transactionOpen = false;
      dictionary.sessionClosed(id);
    } catch (SQLException e) {
      LOG.debug("Oracle stand-in: session {} ended after its engine: {}", id, e.getMessage());
    }
  }
}
