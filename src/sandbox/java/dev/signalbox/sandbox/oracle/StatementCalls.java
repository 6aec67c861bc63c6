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
    Cursor cursor = request.cursor() == 0 ? parse(request.sql()) : cursor(request.cursor());
    try {
      if (!request.bindTypes().isEmpty()) {
        cursor.bindTypes(request.bindTypes());
      }
      return cursor.isQuery()
          ? query(cursor, request, sequence)
          : change(cursor, request, sequence);
    } catch (OracleException e) {
      // The driver learns a new cursor's number only from a success: nobody could close this one.
      if (request.cursor() == 0) {
        close(cursor.id());
      }
      throw e;
    }
  }

  private Cursor parse(String sql) throws OracleException {
    Cursor cursor = session.parse(++lastCursor, sql);
    cursors.put(cursor.id(), cursor);
    return cursor;
  }

  private Cursor cursor(int id) throws OracleException {
    Cursor cursor = cursors.get(id);
    if (cursor == null) {
      throw new OracleException(OracleException.INVALID_CURSOR, "invalid cursor");
    }
    return cursor;
  }

  private TtcWriter query(Cursor cursor, ExecuteRequest request, int sequence)
      throws ProtocolException, OracleException {
    TtcWriter reply = Replies.description(new TtcWriter(), cursor.columns());
    if (!request.describesOnly()) {
      open(cursor, request.bindRows());
      Replies.rowsHeader(reply, cursor.columns().size(), request.rows());
    }
    boolean more = true;
    if (request.fetches()) {
      more = rows(reply, cursor, request.rows());
    }
    Replies.executed(reply, cursor.id());
    return end(reply, cursor, sequence, more);
  }

  private void open(Cursor cursor, TtcReader bindFields) throws ProtocolException, OracleException {
    List<List<byte[]>> binds = ExecuteRequest.bindRows(bindFields, cursor.binds());
    session.open(cursor, binds.isEmpty() ? List.of() : binds.getFirst());
  }

  TtcWriter executeAgain(TtcReader fields, int sequence) throws ProtocolException, OracleException {
    Cursor cursor = cursor(fields.integer());
    int wanted = fields.integer();
    fields.skipNumbers(2);
    open(cursor, fields);
    TtcWriter reply = Replies.rowsHeader(new TtcWriter(), cursor.columns().size(), wanted);
    boolean more = rows(reply, cursor, wanted);
    Replies.executed(reply, cursor.id());
    return end(reply, cursor, sequence, more);
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

  private TtcWriter change(Cursor cursor, ExecuteRequest request, int sequence)
      throws ProtocolException, OracleException {
    List<List<byte[]>> binds = ExecuteRequest.bindRows(request.bindRows(), cursor.binds());
    List<Long> counts = session.change(cursor, binds.isEmpty() ? List.of(List.of()) : binds);
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
}
