package dev.signalbox.relay.source.horizon;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.state.ServerOffsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Collections;
import java.util.Optional;

/**
 * What the times of a timestamp column mean: how an instant is written in it, and what can still be
 * written in it from then on. Local time runs backwards once a year, so the latter may be less.
 */
public sealed interface TimeDomain {
  /**
   * An instant in a column's time. But for an hour that is repeated, both are the same.
   *
   * @param earliest the least that is written at that instant or later: in the first pass of an
   *     hour its beginning, so that its rows wait for those of the second
   * @param latest the greatest that is written until then
   */
  record Moment(LocalDateTime earliest, LocalDateTime latest) {}

  /**
   * In which zone of the server these times are written.
   *
   * @return empty if they are in none of a server's, or it is not known
   */
  default Optional<ServerOffsets> serverOffsets() throws RelayException {
    return Optional.empty();
  }

  private static LocalDateTime earlier(LocalDateTime one, LocalDateTime other) {
    return other.isBefore(one) ? other : one;
  }

  private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
    return other.isAfter(one) ? other : one;
  }

  /** The instant, given in UTC, in this column's time. */
  Moment at(LocalDateTime utc) throws RelayException;

  /** Rules that this program knows. */
  record Region(ZoneRules rules) implements TimeDomain {
    public static final Region UTC = new Region(ZoneOffset.UTC.getRules());

    public static Region of(ZoneId zone) {
      return new Region(zone.getRules());
    }

    @Override
    public Moment at(LocalDateTime utc) {
      Instant instant = utc.toInstant(ZoneOffset.UTC);
      LocalDateTime present = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
      ZoneOffsetTransition next = rules.nextTransition(instant);
      ZoneOffsetTransition last = rules.previousTransition(instant);
      return new Moment(
          next == null ? present : earlier(present, next.getDateTimeAfter()),
          last == null ? present : later(present, last.getDateTimeBefore()));
    }
  }

  /**
   * The zone of a MariaDB for sessions that do not choose one. Its rules are the server's, so the
   * server is asked how the hours around an instant are written; zones change at full quarters.
   */
  record OfMariaDb(RelayDatabase database) implements TimeDomain {
    private static final int QUARTERS = 8;
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final String CONVERTED = "CONVERT_TZ(?, '+00:00', @@global.time_zone)";
    private static final String SQL =
        "SELECT " + String.join(", ", Collections.nCopies(1 + 2 * QUARTERS, CONVERTED));

    @Override
    public Moment at(LocalDateTime utc) throws RelayException {
      return database.query(
          database.calls().limits().preparation(),
          SQL,
          statement -> bind(statement, utc),
          OfMariaDb::read);
    }

    private static final LocalDateTime JANUARY = LocalDateTime.of(2026, 1, 1, 12, 0);
    private static final LocalDateTime JULY = LocalDateTime.of(2026, 7, 1, 12, 0);

    /** Of one year, whichever it is now: time that goes by changes no zone. */
    @Override
    public Optional<ServerOffsets> serverOffsets() throws RelayException {
      return database.query(
          database.calls().limits().preparation(),
          "SELECT %1$s, %1$s".formatted(CONVERTED),
          statement -> {
            statement.setObject(1, JANUARY);
            statement.setObject(2, JULY);
          },
          OfMariaDb::offsets);
    }

    private static Optional<ServerOffsets> offsets(ResultSet row) throws SQLException {
      row.next();
      LocalDateTime january = row.getObject(1, LocalDateTime.class);
      LocalDateTime july = row.getObject(2, LocalDateTime.class);
      return january == null || july == null
          ? Optional.empty()
          : Optional.of(new ServerOffsets(offset(JANUARY, january), offset(JULY, july)));
    }

    private static ZoneOffset offset(LocalDateTime utc, LocalDateTime local) {
      return ZoneOffset.ofTotalSeconds((int) Duration.between(utc, local).toSeconds());
    }

    private static final String INSTANT = "CONVERT_TZ(?, @@global.time_zone, '+00:00')";
    private static final String INSTANTS =
        "SELECT %1$s, CONVERT_TZ(%1$s - INTERVAL 1 HOUR, '+00:00', @@global.time_zone)"
            .formatted(INSTANT);

    /** The instant, in UTC, at which this was the time; of an hour that is repeated, the first. */
    public LocalDateTime instant(LocalDateTime time) throws RelayException {
      return database.query(
          database.calls().limits().preparation(),
          INSTANTS,
          statement -> {
            statement.setObject(1, time);
            statement.setObject(2, time);
          },
          row -> {
            row.next();
            LocalDateTime instant = row.getObject(1, LocalDateTime.class);
            boolean repeated = time.equals(row.getObject(2, LocalDateTime.class));
            return repeated ? instant.minusHours(1) : instant;
          });
    }

    /** The instant, then the ends of quarters before it and the beginnings of those after it. */
    private static void bind(PreparedStatement statement, LocalDateTime utc) throws SQLException {
      LocalDateTime hour = utc.truncatedTo(ChronoUnit.HOURS);
      LocalDateTime quarter =
          hour.plus(QUARTER.multipliedBy(Duration.between(hour, utc).dividedBy(QUARTER)));
      statement.setObject(1, utc);
      for (int i = 0; i < QUARTERS; i++) {
        Duration away = QUARTER.multipliedBy(i);
        statement.setObject(2 + i, quarter.minus(away).minus(1, ChronoUnit.MICROS));
        statement.setObject(2 + QUARTERS + i, quarter.plus(QUARTER).plus(away));
      }
    }

    private static Moment read(ResultSet row) throws SQLException {
      row.next();
      LocalDateTime present = row.getObject(1, LocalDateTime.class);
      LocalDateTime earliest = present;
      LocalDateTime latest = present;
      for (int i = 0; i < QUARTERS; i++) {
        latest = later(latest, row.getObject(2 + i, LocalDateTime.class));
        earliest = earlier(earliest, row.getObject(2 + QUARTERS + i, LocalDateTime.class));
      }
      return new Moment(earliest, latest);
    }
  }

  /**
   * The zone of an Oracle's host, of which the database knows no more than its present offset.
   *
   * @param host remembers it
   */
  record OfOracle(RelayDatabase database, HostOffset host) implements TimeDomain {
    private static final String SQL =
        "SELECT SYS_EXTRACT_UTC(SYSTIMESTAMP), CAST(SYSTIMESTAMP AS TIMESTAMP(6)) FROM DUAL";

    @Override
    public Moment at(LocalDateTime utc) throws RelayException {
      Duration offset =
          database.query(
              database.calls().limits().preparation(),
              SQL,
              RelayDatabase.Binding.NONE,
              row -> {
                row.next();
                LocalDateTime now = row.getObject(1, LocalDateTime.class);
                return host.seen(
                    now,
                    wholeSeconds(Duration.between(now, row.getObject(2, LocalDateTime.class))));
              });
      LocalDateTime present = utc.plus(offset);
      return new Moment(present, present);
    }

    /** The nearest: the two times are cut to a column's precision, each by itself. */
    private static Duration wholeSeconds(Duration offset) {
      return Duration.ofSeconds(Math.floorDiv(offset.toMillis() + 500, 1000));
    }
  }
}
