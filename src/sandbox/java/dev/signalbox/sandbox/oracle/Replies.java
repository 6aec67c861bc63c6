package dev.signalbox.sandbox.oracle;

import java.util.List;

/** The messages that answer calls, field by field. */
final class Replies {
  static final int PARAMETERS = 8;

  private static final int ERROR_OR_END = 4;
  private static final int ROWS_HEADER = 6;
  private static final int ROW = 7;
  private static final int STATUS = 9;
  private static final int DESCRIPTION = 16;

  private static final int TRANSACTION_OPEN = 2;
  private static final int UTF8 = 873;

  private Replies() {}

  /**
   * What an end message tells.
   *
   * @param call the sequence number of the call answered; the driver takes any other for a reply
   *     that is out of sequence
   * @param transactionOpen whether the session holds changes
   * @param rows rows changed, or fetched so far
   * @param cursor the cursor concerned, or 0
   */
  record End(int call, boolean transactionOpen, long rows, int cursor) {}

  static TtcWriter status(TtcWriter reply, boolean transactionOpen) {
    return reply.byte1(STATUS).number(transactionOpen ? TRANSACTION_OPEN : 0).number(0);
  }

  static TtcWriter success(TtcWriter reply, End end) {
    return end(reply, end, 0, 0);
  }

  static TtcWriter error(TtcWriter reply, End end, OracleException error) {
    return end(reply, end, error.code(), error.position()).value(error.getMessage() + "\n");
  }

  /** An error in other words than its own. */
  static TtcWriter error(TtcWriter reply, End end, int code, byte[] text) {
    return end(reply, end, code, 0).value(text);
  }

  private static TtcWriter end(TtcWriter reply, End end, int code, int position) {
    return reply
        .byte1(ERROR_OR_END)
        .numbers(end.transactionOpen ? TRANSACTION_OPEN : 0, 0, end.rows, code, 0, 0)
        .numbers(end.cursor, position)
        .raw((byte) 3, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0)
        // The row's address: two numbers, a byte, two numbers.
        .numbers(0, 0)
        .byte1(0)
        .numbers(0, 0)
        .number(0)
        .byte1(0)
        .byte1(end.call)
        .numbers(0, code == 0 ? 0 : end.rows, 0)
        // No errors of single rows of a batch.
        .numbers(0, 0, 0)
        .numbers(code, end.rows);
  }

  /** The parameters after an execution; the driver takes the cursor's number from here. */
  static TtcWriter executed(TtcWriter reply, int cursor) {
    return reply.byte1(PARAMETERS).number(6).numbers(0, 0, cursor, 0, 0, 0).numbers(0, 0, 0);
  }

  static TtcWriter rowsHeader(TtcWriter reply, int columns, int wanted) {
    return reply.byte1(ROWS_HEADER).byte1(0).numbers(columns, 0, wanted, 0, 0, 0);
  }

  static TtcWriter row(TtcWriter reply, List<byte[]> values) {
    reply.byte1(ROW);
    values.forEach(reply::value);
    return reply;
  }

  static TtcWriter description(TtcWriter reply, List<Column> columns) {
    int rowSize = columns.stream().mapToInt(Column::size).sum();
    reply.byte1(DESCRIPTION).byte1(0).numbers(rowSize, columns.size()).byte1(0);
    columns(reply, columns);
    byte[] describedAt = {120, 126, 1, 1, 1, 1, 1};
    return reply.number(describedAt.length).value(describedAt).numbers(0, 0, 0, 0, 0);
  }

  /** The answer to the question for a statement's columns, without its execution. */
  static TtcWriter described(TtcWriter reply, List<Column> columns) {
    return columns(reply.byte1(PARAMETERS).number(columns.size()), columns);
  }

  private static TtcWriter columns(TtcWriter reply, List<Column> columns) {
    for (int index = 0; index < columns.size(); index++) {
      column(reply, columns.get(index), index + 1);
    }
    return reply;
  }

  private static void column(TtcWriter reply, Column column, int position) {
    boolean text = column.type().isText();
    reply.byte1(column.type().code()).byte1(0).byte1(column.precision());
    if (column.type().hasLongScale()) {
      reply.number(column.scale());
    } else {
      reply.byte1(column.scale());
    }
    reply
        .numbers(column.size(), 0, 0, 0, 0, text ? UTF8 : 0)
        .byte1(text ? 1 : 0)
        .numbers(column.characters(), 0)
        .byte1(column.nullable() ? 1 : 0)
        .byte1(Math.min(column.name().length(), 255))
        .counted(column.name())
        .numbers(0, 0, position, 0);
  }
}
