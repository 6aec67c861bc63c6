package dev.signalbox.sandbox.oracle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Functions of Oracle that the engine lacks. Public because the engine calls them by reflection; it
 * may do so from several threads at once.
 */
public final class SqlFunctions {
  private SqlFunctions() {}

  /** {@code SYS_CONTEXT('USERENV', ...)}; empty, which is null, for what is not known here. */
  public static String context(Connection session, String namespace, String parameter)
      throws SQLException {
    return switch (parameter.toUpperCase(Locale.ROOT)) {
      case "CURRENT_SCHEMA", "SESSION_USER" -> session.getSchema();
      case "DB_NAME", "INSTANCE_NAME" -> "STANDIN";
      case "DATABASE_ROLE" -> text(session, "SELECT DATABASE_ROLE FROM SYS.V$DATABASE");
      default -> "";
    };
  }

  /** By which language the session puts texts in order. */
  public static String sort(Connection session) throws SQLException {
    String sort = text(session, "SELECT " + SqlEngine.SORT_VARIABLE);
    return sort.isEmpty() ? "BINARY" : sort;
  }

  private static String text(Connection session, String query) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      String text = rows.getString(1);
      return text == null ? "" : text;
    }
  }

  /** {@code SYS_EXTRACT_UTC}. */
  public static LocalDateTime utc(OffsetDateTime instant) {
    return wallClock(instant, ZoneOffset.UTC.getId());
  }

  /**
   * The time of day in a zone: what Oracle makes of {@code CAST(x AT TIME ZONE z AS TIMESTAMP)}.
   */
  public static LocalDateTime wallClock(OffsetDateTime instant, String zone) {
    return instant.atZoneSameInstant(ZoneId.of(zone)).toLocalDateTime();
  }
}
