package dev.signalbox.sandbox.oracle;

import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Executions and fetches of one session, and its open cursors. */
final class StatementCalls {
  private final SqlSession session;
  private final Map<Integer, Cursor> cursors = new ConcurrentHashMap<>();
  private int lastCursor;

  StatementCalls(SqlSession session) {
    this.session = session;
  }

  int cursors() {
    return cursors.size();
  }

  void close(int cursor) {
    Cursor closed = cursors.remove(cursor);
    if (closed != null) {
      session.release(closed);
    }
  }

  TtcWriter execute(TtcReader fields, int sequence) throws ProtocolException, OracleException {
    ExecuteRequest request = ExecuteRequest.read(fields);
    Cursor cursor =
        request.sql().isEmpty() ? cursor(request.cursor()) : parse(request.cursor(), request.sql());
    try {
      if (!request.binds().isEmpty()) {
        cursor.binds(request.binds());
      }
      return execute(cursor, request, sequence);
    } catch (OracleException e) {
      // The driver learns a new cursor's number only from a success: nobody could close this one.
      if (request.cursor() == 0) {
        close(cursor.id());
      }
      throw e;
    }
  }

  /** A statement object that is used again with other text keeps its cursor's number. */
  private Cursor parse(int cursor, String sql) throws OracleException {
    Cursor parsed = session.parse(cursor == 0 ? ++lastCursor : cursor, sql);
    close(parsed.id());
    cursors.put(parsed.id(), parsed);
    return parsed;
  }

  private Cursor cursor(int id) throws OracleException {
    Cursor cursor = cursors.get(id);
    if (cursor == null) {
      throw new OracleException(OracleException.INVALID_CURSOR, "invalid cursor");
    }
    return cursor;
  }

  /** Tells a statement's columns and forgets it: the driver sends the text again to execute it. */
  TtcWriter describe(TtcReader fields, int sequence) throws ProtocolException, OracleException {
    fields.skipBytes(1).skipNumbers(1);
    int length = fields.skipBytes(1).integer();
    fields.skipNumbers(1).skipBytes(2);
    Cursor cursor = session.parse(0, fields.characters(length));
    try {
      TtcWriter reply = Replies.described(new TtcWriter(), session.describe(cursor));
      return end(reply, cursor, sequence, true);
    } finally {
      session.release(cursor);
    }
  }

  private TtcWriter execute(Cursor cursor, ExecuteRequest request, int sequence)
      throws ProtocolException, OracleException {
    List<Long> counts = execute(cursor, request.bindRows());
    if (cursor.isOpen()) {
      TtcWriter reply = Replies.description(new TtcWriter(), cursor.columns());
      Replies.rowsHeader(reply, cursor.columns().size(), request.rows());
      boolean more = !request.fetches() || rows(reply, cursor, request.rows());
      return end(Replies.executed(reply, cursor.id()), cursor, sequence, more);
    }
    if (request.commits()) {
      session.commit();
    }
    TtcWriter reply = Replies.executed(new TtcWriter(), cursor.id());
    if (request.wantsCounts()) {
      reply.number(counts.size());
      counts.forEach(reply::number);
    }
    long changed = counts.stream().mapToLong(Long::longValue).sum();
    return Replies.success(
        reply, new Replies.End(sequence, session.transactionOpen(), changed, cursor.id()));
  }

  private List<Long> execute(Cursor cursor, TtcReader bindFields)
      throws ProtocolException, OracleException {
    List<List<byte[]>> rows = ExecuteRequest.bindRows(bindFields, cursor.binds());
    return session.execute(cursor, rows.isEmpty() ? List.of(List.of()) : rows);
  }

  /** Executes an open query again and brings its first rows along. */
  TtcWriter executeAgain(TtcReader fields, int sequence) throws ProtocolException, OracleException {
    Cursor cursor = cursor(fields.integer());
    int wanted = fields.integer();
    fields.skipNumbers(2);
    execute(cursor, fields);
    TtcWriter reply = Replies.rowsHeader(new TtcWriter(), cursor.columns().size(), wanted);
    boolean more = rows(reply, cursor, wanted);
    return end(Replies.executed(reply, cursor.id()), cursor, sequence, more);
  }

  TtcWriter fetch(TtcReader fields, int sequence) throws ProtocolException, OracleException {
    Cursor cursor = cursor(fields.integer());
    int wanted = fields.integer();
    TtcWriter reply = Replies.rowsHeader(new TtcWriter(), cursor.columns().size(), wanted);
    boolean more = rows(reply, cursor, wanted);
    return end(reply, cursor, sequence, more);
  }

  /** Adds up to so many rows; whether there may be more. */
  private boolean rows(TtcWriter reply, Cursor cursor, int wanted) throws OracleException {
    List<List<byte[]>> rows = session.fetch(cursor, wanted);
    rows.forEach(row -> Replies.row(reply, row));
    return rows.size() == wanted;
  }

  private TtcWriter end(TtcWriter reply, Cursor cursor, int sequence, boolean more) {
    Replies.End end =
        new Replies.End(sequence, session.transactionOpen(), cursor.fetched(), cursor.id());
    return more
        ? Replies.success(reply, end)
        : Replies.error(
            reply, end, new OracleException(OracleException.NO_DATA_FOUND, "no data found"));
  }
}
