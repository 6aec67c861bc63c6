package dev.signalbox.relay.source;

import dev.signalbox.sandbox.MariaDbServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The zone that a MariaDB gives to sessions which do not set their own. */
final class ServerZone {
  private static final Instant FIRST = Instant.parse("2024-06-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2032-01-01T00:00:00Z");

  private ServerZone() {}

  /** An offset, or a region whose rules have been loaded. */
  static void set(MariaDbServer server, String zone) throws SQLException {
    try (Connection connection = server.connect(server.administrator());
        Statement statement = connection.createStatement()) {
      statement.execute("SET GLOBAL time_zone = '" + zone + "'");
    }
  }

  /** Gives the server the rules of a region, as its own tool would, but for some years only. */
  static void load(MariaDbServer server, String region) throws SQLException {
    ZoneRules rules = ZoneId.of(region).getRules();
    try (Connection connection = server.connect(server.administrator());
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO mysql.time_zone (Use_leap_seconds) VALUES ('N')");
      statement.execute("SET @zone = LAST_INSERT_ID()");
      statement.execute("INSERT INTO mysql.time_zone_name VALUES ('" + region + "', @zone)");
      try (PreparedStatement type =
              connection.prepareStatement(
                  "INSERT INTO mysql.time_zone_transition_type VALUES (@zone, ?, ?, ?, 'X')");
          PreparedStatement transition =
              connection.prepareStatement(
                  "INSERT INTO mysql.time_zone_transition VALUES (@zone, ?, ?)")) {
        int number = 0;
        type(type, number, rules, FIRST);
        transition(transition, FIRST, number);
        for (ZoneOffsetTransition next = rules.nextTransition(FIRST);
            next != null && next.getInstant().isBefore(LAST);
            next = rules.nextTransition(next.getInstant())) {
          type(type, ++number, rules, next.getInstant());
          transition(transition, next.getInstant(), number);
        }
      }
    }
  }

  private static void type(PreparedStatement insert, int number, ZoneRules rules, Instant from)
      throws SQLException {
    insert.setInt(1, number);
    insert.setInt(2, rules.getOffset(from).getTotalSeconds());
    insert.setBoolean(3, rules.isDaylightSavings(from));
    insert.executeUpdate();
  }

  private static void transition(PreparedStatement insert, Instant at, int type)
      throws SQLException {
    insert.setLong(1, at.getEpochSecond());
    insert.setInt(2, type);
    insert.executeUpdate();
  }
}
