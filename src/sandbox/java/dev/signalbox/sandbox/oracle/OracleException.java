package dev.signalbox.sandbox.oracle;

/** An error the client is told: its ORA- number, its text, where in the statement it was found. */
final class OracleException extends Exception {
  static final int NO_DATA_FOUND = 1403;
  static final int CANCELLED = 1013;
  static final int WRONG_CREDENTIALS = 1017;
  static final int NOT_LOGGED_ON = 1012;
  static final int INVALID_CURSOR = 1001;
  static final int UNIMPLEMENTED = 3001;
  static final int UNSUPPORTED_TYPE = 3115;

  private final int code;
  private final int position;
  private long rowsBefore;

  OracleException(int code, String text) {
    this(code, text, 0);
  }

  OracleException(int code, String text, int position) {
    super("ORA-%05d: %s".formatted(code, text));
    this.code = code;
    this.position = position;
  }

  /** Tells how many rows of a batch were changed before this error; returns this error. */
  OracleException after(long rows) {
    rowsBefore = rows;
    return this;
  }

  long rowsBefore() {
    return rowsBefore;
  }

  int code() {
    return code;
  }

  /** Characters before the offending word; 0 where the error has no place. */
  int position() {
    return position;
  }
}
