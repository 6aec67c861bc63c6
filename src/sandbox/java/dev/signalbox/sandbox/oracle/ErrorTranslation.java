package dev.signalbox.sandbox.oracle;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;

/** The engine's errors as Oracle numbers, words and places them. */
final class ErrorTranslation {
  private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern SYNTAX_ERROR_PLACE =
      Pattern.compile("SQL statement \"(.*?)\\[\\*\\]", Pattern.DOTALL);

  private static final Pattern TEXT_TOO_LONG =
      Pattern.compile(".*column \"(\\S+) [^(\"]*\\((\\d+)\\).*?\\((\\d+)\\)\";.*", Pattern.DOTALL);

  private ErrorTranslation() {}

  static OracleException translate(SQLException error, String sql) {
    return switch (error.getErrorCode()) {
      case ErrorCode.STATEMENT_WAS_CANCELED ->
          new OracleException(
              OracleException.CANCELLED, "user requested cancel of current operation");
      case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
          ErrorCode.SCHEMA_NOT_FOUND_1 ->
          new OracleException(942, "table or view does not exist", namePlace(error, sql));
      case ErrorCode.COLUMN_NOT_FOUND_1, ErrorCode.FUNCTION_NOT_FOUND_1 ->
          new OracleException(
              904, "\"%s\": invalid identifier".formatted(name(error)), namePlace(error, sql));
      case ErrorCode.SYNTAX_ERROR_1, ErrorCode.SYNTAX_ERROR_2 -> syntax(error, sql);
      case ErrorCode.DUPLICATE_KEY_1 ->
          new OracleException(1, "unique constraint (%s) violated".formatted(constraint(error)));
      case ErrorCode.NULL_NOT_ALLOWED ->
          new OracleException(1400, "cannot insert NULL into (%s)".formatted(name(error)));
      case ErrorCode.VALUE_TOO_LONG_2 -> tooLong(error);
      case ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_1, ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_2 ->
          new OracleException(
              1438, "value larger than specified precision allowed for this column");
      case ErrorCode.PARAMETER_NOT_SET_1 -> new OracleException(1008, "not all variables bound");
      case ErrorCode.DATA_CONVERSION_ERROR_1 -> new OracleException(1722, "invalid number");
      case ErrorCode.DIVISION_BY_ZERO_1 -> new OracleException(1476, "divisor is equal to zero");
      case ErrorCode.COLUMN_COUNT_DOES_NOT_MATCH -> new OracleException(947, "not enough values");
      case ErrorCode.TABLE_OR_VIEW_ALREADY_EXISTS_1 ->
          new OracleException(955, "name is already used by an existing object");
      case ErrorCode.DEADLOCK_1 ->
          new OracleException(60, "deadlock detected while waiting for resource");
      case ErrorCode.LOCK_TIMEOUT_1 ->
          new OracleException(54, "resource busy and acquire with NOWAIT specified");
      case ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING_1 ->
          new OracleException(2291, "integrity constraint violated - parent key not found");
      case ErrorCode.DATABASE_IS_CLOSED, ErrorCode.OBJECT_CLOSED ->
          new OracleException(1089, "immediate shutdown in progress");
      // Oracle has a number for everything that is wrong without a number of its own.
      default -> new OracleException(604, firstLine(error).replace("; SQL statement:", ""));
    };
  }

  private static OracleException syntax(SQLException error, String sql) {
    Matcher place = SYNTAX_ERROR_PLACE.matcher(message(error));
    int position = place.find() ? place.group(1).replace("\"\"", "\"").length() : 0;
    return position == 0
        ? new OracleException(900, "invalid SQL statement")
        : new OracleException(
            933, "SQL command not properly ended", Math.min(position, sql.length()));
  }

  private static OracleException tooLong(SQLException error) {
    String message = message(error);
    return message.contains(" NUMERIC") || message.contains(" DECFLOAT")
        ? new OracleException(1438, "value larger than specified precision allowed for this column")
        : new OracleException(
            12899,
            TEXT_TOO_LONG
                .matcher(message)
                .replaceFirst("value too large for column \"$1\" (actual: $3, maximum: $2)"));
  }

  private static String message(SQLException error) {
    return String.valueOf(error.getMessage());
  }

  private static String firstLine(SQLException error) {
    return message(error).lines().findFirst().orElse("");
  }

  private static String name(SQLException error) {
    Matcher name = NAME.matcher(message(error));
    return name.find() ? name.group(1) : "?";
  }

  private static String constraint(SQLException error) {
    return name(error).split(" ", 2)[0];
  }

  /** Where the missing name stands in the statement. */
  private static int namePlace(SQLException error, String sql) {
    Matcher place =
        Pattern.compile("(?<![\\w$#])" + Pattern.quote(name(error)) + "(?![\\w$#])")
            .matcher(sql.toUpperCase(Locale.ROOT));
    return place.find() ? place.start() : 0;
  }
}
