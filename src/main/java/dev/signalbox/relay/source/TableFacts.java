package dev.signalbox.relay.source;

import dev.signalbox.relay.state.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the catalog says of a table, as far as paging by (timestamp, id) depends on it.
 *
 * @param table as it is written in a statement
 * @param view whether it is none, so that nothing is known of its indexes
 * @param foreignEngine what stores its rows, if the database does not list who writes by it
 */
record TableFacts(
    SourceDialect dialect,
    String table,
    boolean view,
    Optional<String> foreignEngine,
    Column id,
    Column timestamp,
    List<Index> indexes) {
  private static final Pattern INEXACT = Pattern.compile("_(?:ci|ai)(?:_|$)");
  private static final Pattern LISTED =
      Pattern.compile("(ENUM|SET)\\s*+\\(", Pattern.CASE_INSENSITIVE);

  TableFacts {
    indexes = List.copyOf(indexes);
  }

  /**
   * One of the two columns.
   *
   * @param written as it is written in a statement
   * @param type its definition's beginning
   */
  record Column(
      String name,
      String written,
      boolean nullable,
      String type,
      Optional<String> collation,
      Optional<String> standard) {}

  /**
   * An index.
   *
   * @param whole whether it has its columns' whole values, not their beginnings
   */
  record Index(boolean unique, boolean primary, List<String> columns, boolean whole) {
    Index {
      columns = columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    /** What a row of a catalog says, which is about one column of an index. */
    @FunctionalInterface
    interface Part {
      Index read(ResultSet row) throws SQLException;
    }

    /** All that a catalog tells of, by their names, which are the first column; in its order. */
    static List<Index> all(ResultSet rows, Part part) throws SQLException {
      Map<String, Index> indexes = new LinkedHashMap<>();
      while (rows.next()) {
        indexes.merge(rows.getString(1), part.read(rows), Index::and);
      }
      return List.copyOf(indexes.values());
    }

    /** Goes on with the columns of the other. */
    Index and(Index rest) {
      return new Index(
          unique,
          primary,
          Stream.concat(columns.stream(), rest.columns.stream()).toList(),
          whole && rest.whole);
    }
  }

  /** Something that is wrong, and how it is mended. */
  record Verdict(String message, String mending) {
    /** By a statement. */
    private static Verdict of(String message, String statement) {
      return new Verdict(message, "To mend that: " + statement);
    }
  }

  /** Why rows would be lost; empty if none would, as far as is known. */
  Optional<Verdict> refusal() {
    return view
        ? listed()
        : nullable(timestamp, "would never be read")
            .or(this::listed)
            .or(() -> nullable(id, "has no position"))
            .or(this::inexact)
            .or(this::ambiguous);
  }

  /** Such values are put in the order of their numbers, and compared by their texts. */
  private Optional<Verdict> listed() {
    Matcher list = LISTED.matcher(id.type());
    if (!list.lookingAt()) {
      return Optional.empty();
    }
    String message =
        "column %s is %s, which is not ordered as it is compared: rows of one timestamp would be passed over"
            .formatted(id.name(), list.group(1).toUpperCase(Locale.ROOT));
    String exact = dialect.exact(id.collation().orElse("utf8mb4"));
    return Optional.of(
        view
            ? new Verdict(
                message,
                "Have the view give CAST(%1$s AS CHAR) COLLATE %2$s AS %1$s."
                    .formatted(id.written(), exact))
            : Verdict.of(
                message,
                alter(
                    "MODIFY %s VARCHAR(%d) COLLATE %s NOT NULL"
                        .formatted(id.written(), Position.LONGEST_ID, exact))));
  }

  private Optional<Verdict> nullable(Column column, String consequence) {
    return column.nullable()
        ? Optional.of(
            Verdict.of(
                "column %s may be NULL, and such a row %s".formatted(column.name(), consequence),
                alter(dialect.toNotNull(column))))
        : Optional.empty();
  }

  private String alter(String how) {
    return "ALTER TABLE " + table + " " + how;
  }

  private Optional<Verdict> inexact() {
    return inexactCollation()
        .map(collation -> Verdict.of(inexactly(collation), alter(dialect.toExact(id, collation))));
  }

  private String inexactly(String collation) {
    return "column %s is compared by %s, for which texts are equal that are not the same"
        .formatted(id.name(), collation);
  }

  private Optional<String> inexactCollation() {
    return id.collation()
        .filter(collation -> INEXACT.matcher(collation.toLowerCase(Locale.ROOT)).find());
  }

  /** What may lose rows of a view; of a table that would be refused. */
  Optional<Verdict> doubt() {
    return inexactCollation()
        .filter(_ -> view)
        .map(
            collation ->
                new Verdict(
                    inexactly(collation) + ": of two such rows of one timestamp one may be lost",
                    "if there may be such, have the view give %1$s COLLATE %2$s AS %1$s"
                        .formatted(id.written(), dialect.exact(collation))));
  }

  private Optional<Verdict> ambiguous() {
    List<String> position = List.of(lower(timestamp), lower(id));
    boolean unique =
        indexes.stream()
            .anyMatch(
                index -> index.unique() && index.whole() && position.containsAll(index.columns()));
    return unique
        ? Optional.empty()
        : Optional.of(
            Verdict.of(
                "column %s is not unique, so two rows may have one position".formatted(id.name())
                    + key().map(this::asOneColumn).orElse(""),
                alter("ADD UNIQUE (%s, %s)".formatted(timestamp.written(), id.written()))));
  }

  /** Of several columns, one of which is the id. */
  private Optional<Index> key() {
    return indexes.stream()
        .filter(index -> index.unique() && index.whole() && index.columns().contains(lower(id)))
        .findFirst();
  }

  private String asOneColumn(Index key) {
    Stream<String> padded = key.columns().stream().map("LPAD(%s, 20, '0')"::formatted);
    return "; a view may give the whole key (%s) as one column, of numbers %s"
        .formatted(
            String.join(", ", key.columns()),
            dialect == SourceDialect.ORACLE
                ? padded.collect(Collectors.joining(" || '/' || "))
                : padded.collect(Collectors.joining(", '/', ", "CONCAT(", ")")));
  }

  /** Why each page costs the whole table; empty if an index helps. */
  Optional<Verdict> slowness() {
    return view || indexes.stream().anyMatch(this::helps)
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                "no index begins with (%s, %s), so each page reads the whole table"
                    .formatted(timestamp.name(), id.name()),
                "to mend that: CREATE INDEX signalbox_position ON %s (%s, %s)"
                    .formatted(table, timestamp.written(), id.written())));
  }

  /** An index on the timestamp alone goes on with the primary key, unseen. */
  private boolean helps(Index index) {
    List<String> columns = index.columns();
    boolean byTimestamp = index.whole() && columns.getFirst().equals(lower(timestamp));
    return byTimestamp
        && (columns.size() > 1
            ? columns.get(1).equals(lower(id))
            : indexes.stream()
                .anyMatch(key -> key.primary() && key.columns().getFirst().equals(lower(id))));
  }

  private static String lower(Column column) {
    return column.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether the database itself dates the rows, unless they are dated already.
   *
   * @param fraction of so many digits of a second: a default of fewer dates a row too early by up
   *     to a second
   */
  boolean isDatedByDatabase(int fraction) {
    return !view
        && timestamp
            .standard()
            .map(dialect::digitsOfNow)
            .filter(digits -> digits.isPresent() && digits.getAsInt() >= fraction)
            .isPresent();
  }
}
