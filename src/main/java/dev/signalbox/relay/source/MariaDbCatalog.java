package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.TableFacts.Column;
import dev.signalbox.relay.source.TableFacts.Index;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a MariaDB's catalog says of a table. */
final class MariaDbCatalog {
  private static final String COLUMNS =
      """
      SELECT COLUMN_NAME, IS_NULLABLE, COLUMN_TYPE, COLLATION_NAME, COLUMN_DEFAULT, TABLE_TYPE,
        ENGINE
      FROM information_schema.COLUMNS JOIN information_schema.TABLES
        USING (TABLE_SCHEMA, TABLE_NAME)
      WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?\
      """;

  private static final String INDEXES =
      """
      SELECT INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART FROM information_schema.STATISTICS
      WHERE TABLE_SCHEMA = COALESCE(?, DATABASE()) AND TABLE_NAME = ?
      ORDER BY INDEX_NAME, SEQ_IN_INDEX\
      """;

  /** The one of which the server lists the open transactions. */
  private static final String INNODB = "InnoDB";

  private final RelayDatabase database;
  private final Identifier.Table table;

  MariaDbCatalog(RelayDatabase database, Identifier.Table table) {
    this.database = database;
    this.table = table;
  }

  private record Columns(boolean view, Optional<String> engine, Map<String, Column> byName) {}

  /** Of what is no plain table the columns are known alone; empty if they are not. */
  Optional<TableFacts> facts(String id, String timestamp) throws RelayException {
    Columns columns = query(COLUMNS, MariaDbCatalog::columns);
    Column idColumn = columns.byName().get(id);
    Column timestampColumn = columns.byName().get(timestamp);
    return idColumn == null || timestampColumn == null
        ? Optional.empty()
        : Optional.of(
            new TableFacts(
                SourceDialect.MARIADB,
                table.written(SourceDialect.MARIADB),
                columns.view(),
                columns.engine().filter(engine -> !engine.equalsIgnoreCase(INNODB)),
                idColumn,
                timestampColumn,
                query(INDEXES, rows -> Index.all(rows, MariaDbCatalog::index))));
  }

  private <T> T query(String sql, RelayDatabase.Reading<T> reading) throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        sql,
        statement -> {
          statement.setString(1, table.schema().map(Identifier::text).orElse(null));
          statement.setString(2, table.name().text());
        },
        reading);
  }

  private static Columns columns(ResultSet rows) throws SQLException {
    Map<String, Column> columns = new LinkedHashMap<>();
    boolean view = false;
    Optional<String> engine = Optional.empty();
    while (rows.next()) {
      view = !rows.getString(6).equals("BASE TABLE");
      engine = Optional.ofNullable(rows.getString(7));
      String name = rows.getString(1);
      columns.put(
          name,
          new Column(
              name,
              SourceDialect.MARIADB.quote(name),
              rows.getString(2).equals("YES"),
              rows.getString(3),
              Optional.ofNullable(rows.getString(4)),
              Optional.ofNullable(rows.getString(5))));
    }
    return new Columns(view, engine, columns);
  }

  private static Index index(ResultSet row) throws SQLException {
    boolean whole = row.getString(4) == null;
    return new Index(
        !row.getBoolean(2), row.getString(1).equals("PRIMARY"), List.of(row.getString(3)), whole);
  }
}
