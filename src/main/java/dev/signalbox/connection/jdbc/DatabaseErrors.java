package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.driver.Diagnosis;
import dev.signalbox.settings.DatabaseKind;
import java.util.Optional;

/** What is known of the databases' error numbers, for those who make calls. */
public final class DatabaseErrors {
  private DatabaseErrors() {}

  /**
   * Explains an error by its number; empty if nothing is known of it.
   *
   * @param code how the number is to be shown
   * @param message what the database says
   */
  public static Optional<Diagnosis> known(
      DatabaseKind kind, int number, String code, String message) {
    ErrorTable table =
        switch (kind) {
          case ORACLE -> OracleFailures.TABLE;
          case MARIADB -> MariaDbFailures.TABLE;
        };
    return table.ofNumber(number).map(known -> known.diagnosis(code, message));
  }
}
