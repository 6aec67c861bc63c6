package dev.signalbox.relay.source;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what is there of a table where it was read before, to find what was not visible then.
 *
 * <p>Threading: blocking; for the thread that reads the pages.
 */
public final class Latecomers {
  /** No more than makes a look take as long as a page. */
  private static final int MOST = 1_000;

  private final RelayDatabase database;
  private final PageQuery query;
  private final RowReader reader;
  private final WholeRows whole;

  Latecomers(RelayDatabase database, PageQuery query, RowReader reader, WholeRows whole) {
    this.database = database;
    this.query = query;
    this.reader = reader;
    this.whole = whole;
  }

  /**
   * Where rows are, in the database's order.
   *
   * @param more whether there may be more behind them
   */
  public record Keys(List<Position> rows, boolean more) {
    public Keys {
      rows = List.copyOf(rows);
    }
  }

  /** Finds the first rows of a stretch, without reading more than their keys. */
  public Keys keys(Stretch stretch) throws RelayException {
    return database.query(
        database.calls().limits().pageQuery(),
        query.keys(stretch),
        statement -> query.bind(statement, stretch, MOST),
        rows -> {
          RowReader.Rows read = reader.keys(rows);
          List<Position> keys = new ArrayList<>();
          while (read.next()) {
            keys.add(read.position());
          }
          return new Keys(keys, keys.size() == MOST);
        });
  }

  /**
   * Reads one row, if it is there.
   *
   * @throws RelayException as bad if it cannot be relayed, or as the database's failure
   */
  public Optional<SourceRow> row(Position position) throws RelayException {
    return whole.read(
        query::row,
        statement -> query.bind(statement, position),
        true,
        read ->
            read.next()
                ? Optional.of(SourceRow.late(read.position(), read.payload()))
                : Optional.empty());
  }

  /**
   * Reads those rows, in order; at most 16 MiB, so there may be more of them. What has come between
   * them since the keys were read may keep some out, too.
   *
   * @param last behind which none of them lies
   */
  public SourcePage rows(Stretch stretch, Position last, Set<Position> wanted)
      throws RelayException {
    Stretch among = stretch.upTo(last);
    return whole.read(
        columns -> query.rows(among, columns),
        statement -> query.bind(statement, among, 2 * MOST),
        true,
        read -> {
          List<SourceRow> late = new ArrayList<>();
          long bytes = 0;
          while (bytes < PageSize.MOST_BYTES && late.size() < wanted.size() && read.next()) {
            Position position = read.position();
            if (wanted.contains(position)) {
              byte[] payload = read.payload();
              bytes += payload.length;
              late.add(SourceRow.late(position, payload));
            }
          }
          return new SourcePage(late, bytes >= PageSize.MOST_BYTES);
        });
  }
}
