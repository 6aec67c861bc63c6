package dev.signalbox.relay.call;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.jdbc.DatabaseSession;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.settings.DatabaseKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database as a run uses it: one statement per call, each can be stopped and is bounded, and
 * every error comes out explained.
 *
 * <p>Threading: blocking; for the threads of a run, one call at a time on each.
 */
public final class RelayDatabase {
  private final ConnectionSupervisor supervisor;
  private final CallContext calls;

  public RelayDatabase(ConnectionSupervisor supervisor, CallContext calls) {
    this.supervisor = supervisor;
    this.calls = calls;
  }

  /** Values of a statement's parameters. */
  @FunctionalInterface
  public interface Binding {
    Binding NONE = _ -> {};

    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Reads a result, from before its first row. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(ResultSet rows) throws SQLException, RelayException;
  }

  /** The same database for a part of the run that is stopped by a control of its own. */
  public RelayDatabase under(RunControl control) {
    return new RelayDatabase(
        supervisor, new CallContext(control, calls.scheduler(), calls.failures(), calls.limits()));
  }

  /** What its calls share with all others of the run. */
  public CallContext calls() {
    return calls;
  }

  public Endpoint endpoint() {
    return supervisor.endpoint();
  }

  /** Whose connections it has: with another user than before, another. */
  public Object owner() {
    return supervisor;
  }

  public DatabaseKind kind() throws RelayException {
    return session().kind();
  }

  /**
   * Asks, and reads the answer.
   *
   * @throws RelayException explained; retryable if the database is not connected at the moment
   * @throws RunStoppedException if a stop ended the query
   */
  public <T> T query(CallLimits limits, String sql, Binding binding, Reading<T> reading)
      throws RelayException {
    Outcome<T> outcome =
        call(
            limits,
            sql,
            statement -> {
              binding.bind(statement);
              try (ResultSet rows = statement.executeQuery()) {
                return new Outcome.Read<>(reading.read(rows));
              } catch (RelayException e) {
                return new Outcome.Refused<>(e);
              }
            });
    return switch (outcome) {
      case Outcome.Read<T> read -> read.value();
      case Outcome.Refused<T> refused -> throw refused.why();
    };
  }

  /** Returns how many rows matched. Errors as for {@link #query}. */
  public int update(CallLimits limits, String sql, Binding binding) throws RelayException {
    return call(
        limits,
        sql,
        statement -> {
          binding.bind(statement);
          return statement.executeUpdate();
        });
  }

  /** Statements on one connection, as text, for a {@link #series}. */
  public interface Statements {
    void execute(String sql) throws SQLException;

    <T> T query(String sql, RowReading<T> reading) throws SQLException;
  }

  /** Reads a result, from before its first row. */
  @FunctionalInterface
  public interface RowReading<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /** Some statements that belong together. */
  @FunctionalInterface
  public interface Series<T> {
    T run(Statements statements) throws SQLException;
  }

  /** Runs them on one connection, within the limits all together. Errors as for {@link #query}. */
  public <T> T series(CallLimits limits, Series<T> series) throws RelayException {
    return onConnection(
        limits,
        (connection, call) -> {
          try (Statement statement = connection.createStatement();
              RunControl.Registration _ = call.cancelledBy(statement::cancel)) {
            return series.run(new OnStatement(statement));
          }
        });
  }

  /** Changes that take effect together or not at all. */
  public interface Changes {
    /** Returns how many rows matched. */
    int update(String sql, Binding binding) throws SQLException;
  }

  /** What is changed together. */
  @FunctionalInterface
  public interface Transaction<T> {
    T run(Changes changes) throws SQLException;
  }

  /**
   * Makes these changes on one connection, within the limits all together, and commits them. Errors
   * as for {@link #query}: then either all took effect or none.
   */
  public <T> T transaction(CallLimits limits, Transaction<T> transaction) throws RelayException {
    return onConnection(
        limits,
        (connection, call) -> {
          // The pool rolls back what is not committed, and commits by itself again afterwards.
          connection.setAutoCommit(false);
          T result =
              transaction.run(
                  (sql, binding) ->
                      execute(
                          connection,
                          sql,
                          call,
                          statement -> {
                            binding.bind(statement);
                            return statement.executeUpdate();
                          }));
          connection.commit();
          return result;
        });
  }

  private record OnStatement(Statement statement) implements Statements {
    @Override
    public void execute(String sql) throws SQLException {
      statement.execute(sql);
    }

    @Override
    public <T> T query(String sql, RowReading<T> reading) throws SQLException {
      try (ResultSet rows = statement.executeQuery(sql)) {
        return reading.read(rows);
      }
    }
  }

  /** Carries the reader's own complaint past the driver's exceptions. */
  private sealed interface Outcome<T> {
    record Read<T>(T value) implements Outcome<T> {}

    record Refused<T>(RelayException why) implements Outcome<T> {}
  }

  @FunctionalInterface
  private interface StatementWork<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  private interface ConnectionWork<T> {
    T run(Connection connection, StoppableCall call) throws SQLException;
  }

  private <T> T call(CallLimits limits, String sql, StatementWork<T> work) throws RelayException {
    return onConnection(limits, (connection, call) -> execute(connection, sql, call, work));
  }

  private <T> T onConnection(CallLimits limits, ConnectionWork<T> work) throws RelayException {
    DatabaseSession session = session();
    try {
      return StoppableCall.<T, SQLException>run(
          calls.control(),
          calls.scheduler(),
          limits,
          call ->
              session.call(
                  Deadline.in(calls.limits().borrow()), connection -> work.run(connection, call)));
    } catch (CallOverdueException e) {
      throw calls.failures().overdue(endpoint(), e);
    } catch (SQLException e) {
      throw calls.failures().of(endpoint(), SqlDiagnosis.of(session.kind(), e), e);
    }
  }

  private static <T> T execute(
      Connection connection, String sql, StoppableCall call, StatementWork<T> work)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        RunControl.Registration _ = call.cancelledBy(statement::cancel)) {
      return work.run(statement);
    }
  }

  private DatabaseSession session() throws RelayException {
    return supervisor
        .session(DatabaseSession.class)
        .orElseThrow(() -> calls.failures().notConnected(endpoint()));
  }
}
