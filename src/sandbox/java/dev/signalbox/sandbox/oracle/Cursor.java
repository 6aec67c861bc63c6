package dev.signalbox.sandbox.oracle;

import java.net.ProtocolException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parsed statement of one client: its binds' types, its columns, its rows while it is open. */
final class Cursor implements AutoCloseable {
  private static final Pattern ENDS_TRANSACTION =
      Pattern.compile(
          "\\s*(CREATE|DROP|TRUNCATE|ALTER(?!\\s+SESSION)|COMMIT|ROLLBACK(?!\\s+TO))\\b",
          Pattern.CASE_INSENSITIVE);

  private final int id;
  private final String sql;
  private final PreparedStatement statement;
  private List<Column> columns = List.of();
  private List<Bind> binds = List.of();
  private @Nullable ResultSet rows;
  private long fetched;

  Cursor(int id, String sql, PreparedStatement statement) {
    this.id = id;
    this.sql = sql;
    this.statement = statement;
  }

  int id() {
    return id;
  }

  String sql() {
    return sql;
  }

  /** Whether the statement wants an error instead of waiting for a lock. */
  boolean refusesToWait() {
    return sql.toUpperCase(Locale.ROOT).contains("NOWAIT");
  }

  /** Whether a transaction ends with the statement: its own purpose, or a change of tables. */
  boolean endsTransaction() {
    return ENDS_TRANSACTION.matcher(sql).lookingAt();
  }

  /** Oracle's number of what the statement does, if that is to write rows; 0 otherwise. */
  int writingCommand() {
    String word = sql.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT);
    return switch (word) {
      case "INSERT" -> 2;
      case "UPDATE" -> 6;
      case "DELETE" -> 7;
      case "MERGE" -> 189;
      default -> 0;
    };
  }

  boolean locksRows() {
    return sql.toUpperCase(Locale.ROOT).contains("FOR UPDATE");
  }

  /** Whether the last execution left rows to fetch. */
  boolean isOpen() {
    return rows != null;
  }

  List<Column> columns() {
    return columns;
  }

  /** The columns without an execution; none for what is no query. */
  List<Column> describe() throws SQLException {
    return Columns.of(statement.getMetaData(), statement.getConnection());
  }

  long fetched() {
    return fetched;
  }

  List<Bind> binds() {
    return binds;
  }

  void binds(List<Bind> announced) {
    binds = List.copyOf(announced);
  }

  PreparedStatement bind(List<byte[]> values)
      throws SQLException, ProtocolException, OracleException {
    for (int index = 0; index < values.size(); index++) {
      OracleType type = binds.get(index).type();
      statement.setObject(index + 1, Values.decode(type, values.get(index)));
    }
    return statement;
  }

  void open(ResultSet result) throws SQLException {
    columns = Columns.of(result.getMetaData(), statement.getConnection());
    rows = result;
    fetched = 0;
  }

  /** The next rows, at most so many; fewer than asked for mean that there are no more. */
  List<List<byte[]>> fetch(int wanted) throws SQLException, OracleException {
    List<List<byte[]>> batch = new ArrayList<>();
    ResultSet open = rows;
    while (open != null && batch.size() < wanted && open.next()) {
      List<byte[]> row = new ArrayList<>(columns.size());
      for (int index = 0; index < columns.size(); index++) {
        row.add(Values.encode(columns.get(index), open, index + 1));
      }
      batch.add(row);
    }
    fetched += batch.size();
    return batch;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
