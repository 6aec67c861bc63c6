package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.horizon.HorizonListener;
import dev.signalbox.relay.source.horizon.HostOffset;
import dev.signalbox.relay.source.horizon.TimeDomain;
import dev.signalbox.settings.DatabaseKind;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the SQL of the source databases differs. */
enum SourceDialect {
  MARIADB("LIMIT ?", "?") {
    @Override
    String quote(String identifier) {
      return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    String written(Identifier identifier) {
      return quote(identifier.text());
    }

    @Override
    int rowsAtOnce(int rows) {
      // They come in one stream whatever this is; held in the driver, large ones fill the memory.
      return Math.min(rows, 16);
    }

    @Override
    TimeDomain serverZone(RelayDatabase database, HorizonListener listener) {
      return new TimeDomain.OfMariaDb(database);
    }

    @Override
    Optional<TableFacts> facts(RelayDatabase database, Identifier.Table name, SourceTable table)
        throws RelayException {
      return new MariaDbCatalog(database, name).facts(table.id(), table.timestamp());
    }

    @Override
    String toNotNull(TableFacts.Column column) {
      return "MODIFY %s %s NOT NULL".formatted(column.written(), column.type());
    }

    @Override
    String toExact(TableFacts.Column column, String collation) {
      return "MODIFY %s %s COLLATE %s NOT NULL"
          .formatted(column.written(), column.type(), exact(collation));
    }

    @Override
    String exact(String collation) {
      return collation.replaceFirst("_.*|$", "_bin");
    }

    @Override
    OptionalInt digitsOfNow(String standard) {
      Matcher now = CURRENT_TIMESTAMP.matcher(standard);
      if (!now.lookingAt()) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(now.group(1).isEmpty() ? 0 : Integer.parseInt(now.group(1)));
    }
  },

  ORACLE("FETCH FIRST ? ROWS ONLY", "CAST(? AS DATE)") {
    @Override
    String quote(String identifier) {
      return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    String written(Identifier identifier) {
      // In quotes it would lose Oracle's folding to upper case, which operators rely on.
      return identifier.isPlain() ? identifier.text() : quote(identifier.text());
    }

    @Override
    int rowsAtOnce(int rows) {
      // Each time costs a round trip.
      return Math.min(rows, 500);
    }

    @Override
    TimeDomain serverZone(RelayDatabase database, HorizonListener listener) {
      return new TimeDomain.OfOracle(database, new HostOffset(listener));
    }

    @Override
    Optional<TableFacts> facts(RelayDatabase database, Identifier.Table name, SourceTable table)
        throws RelayException {
      OracleCatalog catalog = new OracleCatalog(database, name);
      if (table.idType().isText()) {
        catalog.requireOneOrder();
      }
      return catalog.facts(table.id(), table.timestamp());
    }

    @Override
    String toNotNull(TableFacts.Column column) {
      return "MODIFY (%s NOT NULL)".formatted(column.written());
    }

    @Override
    String toExact(TableFacts.Column column, String collation) {
      return "MODIFY (%s COLLATE %s)".formatted(column.written(), exact(collation));
    }

    @Override
    String exact(String collation) {
      return "BINARY";
    }

    // CURRENT_TIMESTAMP is in the time of whoever inserts.
    @Override
    OptionalInt digitsOfNow(String standard) {
      return switch (standard.strip().toLowerCase(Locale.ROOT)) {
        case "systimestamp" -> OptionalInt.of(NANOSECOND_DIGITS);
        case "sysdate" -> OptionalInt.of(0);
        default -> OptionalInt.empty();
      };
    }
  };

  private static final int NANOSECOND_DIGITS = 9;
  private static final Pattern CURRENT_TIMESTAMP =
      Pattern.compile("current_timestamp\\((\\d?)\\)", Pattern.CASE_INSENSITIVE);

  private final String limit;
  private final String dateParameter;

  SourceDialect(String limit, String dateParameter) {
    this.limit = limit;
    this.dateParameter = dateParameter;
  }

  static SourceDialect of(DatabaseKind kind) {
    return switch (kind) {
      case MARIADB -> MARIADB;
      case ORACLE -> ORACLE;
    };
  }

  /** A name that is known exactly. */
  abstract String quote(String identifier);

  /** A name as an operator has written it. */
  abstract String written(Identifier identifier);

  /** How many of these rows the driver is to hold at a time. */
  abstract int rowsAtOnce(int rows);

  /** The zone of rows that are dated by the server; the listener hears of what it does to them. */
  abstract TimeDomain serverZone(RelayDatabase database, HorizonListener listener);

  /** What the catalog says of a table; empty if it says nothing or is not asked. */
  abstract Optional<TableFacts> facts(
      RelayDatabase database, Identifier.Table name, SourceTable table) throws RelayException;

  /** How {@code ALTER TABLE} goes on so that a column is never NULL. */
  abstract String toNotNull(TableFacts.Column column);

  /** Likewise, so that no two texts of it are equal that are not the same. */
  abstract String toExact(TableFacts.Column column, String collation);

  /** The collation of the same characters for which only the same texts are equal. */
  abstract String exact(String collation);

  /**
   * With how many digits of a second a column's default dates rows by the server's clock; empty if
   * it does not.
   */
  abstract OptionalInt digitsOfNow(String standard);

  /** Ends a query after a number of rows, the last parameter. */
  String limit() {
    return limit;
  }

  /**
   * How a time is bound against a column of whole seconds: without the cast, Oracle converts the
   * column instead of the parameter, and no index helps any more.
   */
  String dateParameter() {
    return dateParameter;
  }
}
