package dev.signalbox.sandbox.oracle;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The fields of an execution that matter here.
 *
 * @param cursor an open cursor, or 0 for a statement seen for the first time
 * @param sql empty when an open cursor is executed again
 * @param binds empty when the cursor's earlier ones still hold
 * @param wantsCounts whether the reply must list the rows changed by each bind row
 */
record ExecuteRequest(
    int options,
    int cursor,
    String sql,
    int rows,
    List<Bind> binds,
    boolean wantsCounts,
    TtcReader bindRows) {
  private static final int COMMIT = 0x100;
  private static final int FETCH = 0x40;
  private static final int BIND = 0x08;

  private static final int SETTINGS = 13;

  boolean commits() {
    return (options & COMMIT) != 0;
  }

  boolean fetches() {
    return (options & FETCH) != 0;
  }

  static ExecuteRequest read(TtcReader fields) throws ProtocolException, OracleException {
    int options = fields.integer();
    int cursor = fields.integer();
    int sqlLength = fields.skipBytes(1).integer();
    fields.skipBytes(1).skipNumbers(1).skipBytes(2).skipNumbers(1);
    int rows = fields.integer();
    fields.skipNumbers(1);
    int bindCount = fields.skipBytes(1).integer();
    fields.skipBytes(6).skipNumbers(1);
    fields.skipNumbers(1).skipBytes(3).skipNumbers(1).skipBytes(1).skipNumbers(2);
    boolean wantsCounts = fields.byte1() == 1;
    fields.skipNumbers(1).skipBytes(1);
    fields.skipBytes(1).skipNumbers(1).skipBytes(1).skipNumbers(1).skipBytes(1);
    fields.skipBytes(1).skipNumbers(1);
    String sql = fields.characters(sqlLength);
    // Executed again with new bind types, a query tells the rows it wants here and only here.
    int iterations = fields.skipNumbers(1).integer();
    fields.skipNumbers(SETTINGS - 2);
    List<Bind> binds = new ArrayList<>();
    if ((options & BIND) != 0) {
      for (int bind = 0; bind < bindCount; bind++) {
        binds.add(bind(fields));
      }
    }
    return new ExecuteRequest(
        options, cursor, sql, Math.max(rows, iterations), binds, wantsCounts, fields);
  }

  private static Bind bind(TtcReader fields) throws ProtocolException, OracleException {
    OracleType type = OracleType.of(fields.byte1());
    fields.skipBytes(2);
    if (type.hasLongScale()) {
      fields.skipNumbers(1);
    } else {
      fields.skipBytes(1);
    }
    int longest = fields.integer();
    fields.skipNumbers(2).counted();
    fields.skipNumbers(2).skipBytes(1).skipNumbers(2);
    return new Bind(type, longest);
  }

  /**
   * The rows of bind values, each with one value for each bind; none for a call without binds. In
   * each row the long values come after all others, whatever their places in the statement.
   */
  static List<List<byte[]>> bindRows(TtcReader fields, List<Bind> binds) throws ProtocolException {
    List<Integer> places =
        IntStream.range(0, binds.size())
            .boxed()
            .sorted(Comparator.comparing(place -> binds.get(place).comesLast()))
            .toList();
    List<List<byte[]>> rows = new ArrayList<>();
    while (!fields.atEnd()) {
      fields.skipBytes(1);
      byte[][] row = new byte[binds.size()][];
      for (int place : places) {
        row[place] = fields.value();
      }
      rows.add(List.of(row));
    }
    return rows;
  }
}
