package dev.signalbox.relay.source;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.TableFacts.Column;
import dev.signalbox.relay.source.TableFacts.Index;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what an Oracle's catalog says of a table, by the views that everybody may read: Oracle
 * Database Reference, {@code ALL_TAB_COLUMNS} and those beside it.
 */
final class OracleCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(OracleCatalog.class);

  private static final String OWNER = "NVL(?, SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA'))";

  /** The default last: it is a LONG, which is read as it comes. */
  private static final String COLUMNS =
      """
      SELECT C.COLUMN_NAME, C.NULLABLE, %%s, C.DATA_DEFAULT
      FROM ALL_TAB_COLUMNS C JOIN ALL_TABLES T ON T.OWNER = C.OWNER AND T.TABLE_NAME = C.TABLE_NAME
      WHERE C.OWNER = %s AND C.TABLE_NAME = ?\
      """
          .formatted(OWNER);

  /** Since Oracle 12.2. */
  private static final String WITH_COLLATIONS = COLUMNS.formatted("C.COLLATION");

  private static final String WITHOUT_COLLATIONS = COLUMNS.formatted("NULL");

  /**
   * All indexes, then all keys: one that is checked at the commit has an index that is not unique.
   * A key's index may have its name.
   */
  private static final String INDEXES =
      """
      SELECT 'INDEX ' || I.OWNER || '.' || I.INDEX_NAME, I.UNIQUENESS, C.COLUMN_NAME,
        C.COLUMN_POSITION
      FROM ALL_INDEXES I
        JOIN ALL_IND_COLUMNS C ON C.INDEX_OWNER = I.OWNER AND C.INDEX_NAME = I.INDEX_NAME
      WHERE I.TABLE_OWNER = %1$s AND I.TABLE_NAME = ? AND I.STATUS <> 'UNUSABLE'
      UNION ALL
      SELECT 'KEY ' || K.CONSTRAINT_NAME, 'UNIQUE', C.COLUMN_NAME, C.POSITION
      FROM ALL_CONSTRAINTS K
        JOIN ALL_CONS_COLUMNS C ON C.OWNER = K.OWNER AND C.CONSTRAINT_NAME = K.CONSTRAINT_NAME
      WHERE K.OWNER = %1$s AND K.TABLE_NAME = ? AND K.CONSTRAINT_TYPE IN ('P', 'U')
        AND K.STATUS = 'ENABLED'
      ORDER BY 1, 4\
      """
          .formatted(OWNER);

  /**
   * Texts are put in the order of one, and compared by the other. The driver has the database
   * derive the first from the language of this program's locale.
   */
  private static final String ORDER =
      "SELECT PARAMETER, VALUE FROM NLS_SESSION_PARAMETERS"
          + " WHERE PARAMETER IN ('NLS_SORT', 'NLS_COMP')";

  private static final String BINARY = "BINARY";

  private final RelayDatabase database;
  private final Identifier.Table table;

  OracleCatalog(RelayDatabase database, Identifier.Table table) {
    this.database = database;
    this.table = table;
  }

  /**
   * Makes sure that texts come in the order in which they are compared.
   *
   * @throws RelayException if rows of one timestamp would be passed over
   */
  void requireOneOrder() throws RelayException {
    Map<String, String> rules;
    try {
      rules =
          database.query(
              database.calls().limits().preparation(),
              ORDER,
              RelayDatabase.Binding.NONE,
              OracleCatalog::texts);
    } catch (RelayException e) {
      rules = OracleCatalog.<Map<String, String>>unknown(e).orElse(Map.of());
    }
    for (Map.Entry<String, String> rule : rules.entrySet()) {
      if (!rule.getValue().equals(BINARY)) {
        throw database
            .calls()
            .failures()
            .mistake(
                database.endpoint(),
                "ids that are texts come in the order of a language (%s is %s) but are compared byte by byte: rows of one timestamp would be passed over"
                    .formatted(rule.getKey(), rule.getValue()),
                "Start Signalbox with SIGNALBOX_JAVA_OPTIONS=-Duser.language=en: the driver takes"
                    + " the order from there. A logon trigger may set it, too.");
      }
    }
  }

  /** Empty for what is no table of that schema itself: a view, a synonym. */
  Optional<TableFacts> facts(String id, String timestamp) throws RelayException {
    try {
      Map<String, Column> columns = columns();
      Column idColumn = columns.get(id);
      Column timestampColumn = columns.get(timestamp);
      if (idColumn == null || timestampColumn == null) {
        return Optional.empty();
      }
      return Optional.of(
          new TableFacts(
              SourceDialect.ORACLE,
              table.written(SourceDialect.ORACLE),
              false,
              Optional.empty(),
              idColumn,
              timestampColumn,
              query(INDEXES, 2, OracleCatalog::indexes)));
    } catch (RelayException e) {
      return unknown(e);
    }
  }

  private Map<String, Column> columns() throws RelayException {
    try {
      return query(WITH_COLLATIONS, 1, OracleCatalog::columns);
    } catch (RelayException e) {
      // An earlier Oracle, unless the server is gone.
      var _ = OracleCatalog.<Map<String, Column>>unknown(e);
      return query(WITHOUT_COLLATIONS, 1, OracleCatalog::columns);
    }
  }

  /**
   * A catalog that says nothing, or not in time, keeps no table from being read; a server that is
   * gone does.
   */
  private static <T> Optional<T> unknown(RelayException e) throws RelayException {
    if (e.recovery() != RelayException.Recovery.NONE
        && e.failure().kind() != FailureKind.TIMED_OUT) {
      throw e;
    }
    LOG.info("The catalog does not tell: {}", e.failure().message());
    return Optional.empty();
  }

  /**
   * Asks.
   *
   * @param times how often the statement has the table's owner and name
   */
  private <T> T query(String sql, int times, RelayDatabase.Reading<T> reading)
      throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        sql,
        statement -> {
          for (int i = 0; i < times; i++) {
            statement.setString(2 * i + 1, table.schema().map(OracleCatalog::name).orElse(null));
            statement.setString(2 * i + 2, name(table.name()));
          }
        },
        reading);
  }

  /** As Oracle keeps it. */
  private static String name(Identifier written) {
    return written.isPlain() ? written.text().toUpperCase(Locale.ROOT) : written.text();
  }

  private static Map<String, String> texts(ResultSet rows) throws SQLException {
    Map<String, String> texts = new HashMap<>();
    while (rows.next()) {
      String text = rows.getString(2);
      if (text != null) {
        texts.put(rows.getString(1), text);
      }
    }
    return texts;
  }

  private static Map<String, Column> columns(ResultSet rows) throws SQLException {
    Map<String, Column> columns = new HashMap<>();
    while (rows.next()) {
      String name = rows.getString(1);
      columns.put(
          name,
          new Column(
              name,
              SourceDialect.ORACLE.quote(name),
              rows.getString(2).equals("Y"),
              "",
              Optional.ofNullable(rows.getString(3)),
              Optional.ofNullable(rows.getString(4))));
    }
    return columns;
  }

  private static List<Index> indexes(ResultSet rows) throws SQLException {
    return Index.all(rows, OracleCatalog::index);
  }

  private static Index index(ResultSet row) throws SQLException {
    boolean unique = row.getString(2).equals("UNIQUE");
    return new Index(unique, false, List.of(row.getString(3)), true);
  }
}
