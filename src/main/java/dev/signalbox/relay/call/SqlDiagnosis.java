package dev.signalbox.relay.call;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.connection.driver.NetworkFailures;
import dev.signalbox.connection.jdbc.DatabaseErrors;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.settings.DatabaseKind;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Optional;

/** What a database's error means for a relay: who has to do what. */
final class SqlDiagnosis {
  private SqlDiagnosis() {}

  static Diagnosis of(DatabaseKind database, SQLException error) {
    SQLException cause = rootOf(error);
    Optional<String> code = code(database, cause);
    return mistake(database, cause, code)
        .or(() -> known(database, cause, code))
        .orElseGet(() -> outage(cause, code));
  }

  /** A pool wraps what the driver says. */
  private static SQLException rootOf(SQLException error) {
    return error.getErrorCode() == 0 && error.getCause() instanceof SQLException cause
        ? rootOf(cause)
        : error;
  }

  private static Optional<String> code(DatabaseKind database, SQLException error) {
    if (error.getErrorCode() == 0) {
      return Optional.ofNullable(error.getSQLState()).map(state -> "SQLSTATE " + state);
    }
    return Optional.of(
        switch (database) {
          case ORACLE -> String.format(Locale.ROOT, "ORA-%05d", error.getErrorCode());
          case MARIADB -> "error " + error.getErrorCode();
        });
  }

  private static Optional<Diagnosis> mistake(
      DatabaseKind database, SQLException error, Optional<String> code) {
    return nextStep(database, error.getErrorCode())
        .map(
            step ->
                new Diagnosis(FailureKind.CONFIGURATION, code, NetworkFailures.line(error), step));
  }

  private static Optional<String> nextStep(DatabaseKind database, int code) {
    return Optional.ofNullable(
        switch (database) {
          case MARIADB ->
              switch (code) {
                case 1146, 1049 -> "Check schema and table name, or create the table.";
                case 1054 -> "Check id_column and timestamp_column against the table.";
                case 1044, 1142, 1143, 1227, 1370 ->
                    "Grant the connection's user the right that the message names.";
                case 1064, 1305 -> "Check table and column names in the configuration.";
                default -> null;
              };
          case ORACLE ->
              switch (code) {
                case 942, 4043 ->
                    "Check schema and table name, and that the user may SELECT from the table.";
                case 904 -> "Check id_column and timestamp_column against the table.";
                case 1031, 41900 -> "Grant the connection's user SELECT on the table.";
                case 900, 903, 911, 923, 933, 936 ->
                    "Check table and column names in the configuration.";
                case 932, 1722, 1858, 1861 ->
                    "Check that timestamp_column is a DATE or TIMESTAMP and id_column a NUMBER or"
                        + " text.";
                default -> null;
              };
        });
  }

  /**
   * A login that fails is the connection's to report, and a loss is the same whatever its number.
   */
  private static Optional<Diagnosis> known(
      DatabaseKind database, SQLException error, Optional<String> code) {
    return isConnectionLoss(error) || error instanceof SQLTimeoutException
        ? Optional.empty()
        : code.flatMap(
                shown ->
                    DatabaseErrors.known(
                        database, error.getErrorCode(), shown, NetworkFailures.line(error)))
            .filter(
                found -> found.kind().isRetryable() || found.kind() == FailureKind.CONFIGURATION);
  }

  private static Diagnosis outage(SQLException error, Optional<String> code) {
    String nextStep = "Polling tries again by itself; check the server if this lasts.";
    FailureKind kind =
        error instanceof SQLTimeoutException
            ? FailureKind.TIMED_OUT
            : isConnectionLoss(error) ? FailureKind.UNREACHABLE : FailureKind.PROTOCOL;
    return new Diagnosis(kind, code, NetworkFailures.line(error), nextStep);
  }

  private static boolean isConnectionLoss(SQLException error) {
    String state = error.getSQLState();
    return error instanceof SQLRecoverableException
        || error instanceof SQLTransientConnectionException
        || error instanceof SQLNonTransientConnectionException
        || (state != null && state.startsWith("08"));
  }
}
