package dev.signalbox.relay.call;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Set;

/** Which errors of a driver are about one value, and not about the connection or the statement. */
public final class ValueErrors {
  private static final String DATA_EXCEPTION = "22";

  /** ojdbc: invalid column type, numeric overflow, fail to convert, invalid conversion. */
  private static final Set<Integer> CONVERSIONS = Set.of(17_004, 17_026, 17_059, 17_132);

  private ValueErrors() {}

  /** Whether it would be the same however often the value is read. */
  public static boolean isOne(SQLException error) {
    String state = error.getSQLState();
    return error instanceof SQLDataException
        || error instanceof SQLFeatureNotSupportedException
        || (state != null && state.startsWith(DATA_EXCEPTION))
        || CONVERSIONS.contains(error.getErrorCode());
  }
}
