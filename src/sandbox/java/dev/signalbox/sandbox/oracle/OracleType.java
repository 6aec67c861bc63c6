package dev.signalbox.sandbox.oracle;

/** The types that cross the wire, by their codes there. */
enum OracleType {
  VARCHAR2(1),
  NUMBER(2),
  LONG(8),
  DATE(12),
  ROWID(11),
  RAW(23),
  LONG_RAW(24),
  CHAR(96),
  BINARY_FLOAT(100),
  BINARY_DOUBLE(101),
  TIMESTAMP(180),
  TIMESTAMP_WITH_TIME_ZONE(181),
  INTERVAL_YEAR_TO_MONTH(182),
  INTERVAL_DAY_TO_SECOND(183),
  TIMESTAMP_WITH_LOCAL_TIME_ZONE(231);

  private final int code;

  OracleType(int code) {
    this.code = code;
  }

  static OracleType of(int code) throws OracleException {
    for (OracleType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    throw new OracleException(
        OracleException.UNSUPPORTED_TYPE, "the Oracle stand-in does not know type " + code);
  }

  int code() {
    return code;
  }

  boolean isText() {
    return switch (this) {
      case VARCHAR2, LONG, CHAR -> true;
      default -> false;
    };
  }

  /** Whether the scale travels as a number; one byte otherwise. */
  boolean hasLongScale() {
    return switch (this) {
      case NUMBER,
          TIMESTAMP,
          TIMESTAMP_WITH_TIME_ZONE,
          TIMESTAMP_WITH_LOCAL_TIME_ZONE,
          INTERVAL_YEAR_TO_MONTH,
          INTERVAL_DAY_TO_SECOND ->
          true;
      default -> false;
    };
  }
}
