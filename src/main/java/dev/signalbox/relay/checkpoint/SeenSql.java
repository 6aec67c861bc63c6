package dev.signalbox.relay.checkpoint;

import java.util.Collections;

/**
 * The statements on the table of the rows that were relayed lately. In that of the checkpoints
 * stands behind which time it is complete.
 */
final class SeenSql {
  static final String TABLE = "signalbox_seen";

  /** Texts are compared byte by byte, blanks at their ends included. */
  static final String DEFINITION =
      """
      CREATE TABLE IF NOT EXISTS signalbox_seen (
        program_name VARCHAR(64) NOT NULL,
        pos_ts VARCHAR(40) NOT NULL,
        pos_id VARCHAR(255) NOT NULL,
        PRIMARY KEY (program_name, pos_ts, pos_id)
      ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin\
      """;

  static final String PROBE = "SELECT program_name, pos_ts, pos_id FROM signalbox_seen WHERE 1 = 0";

  /** Tries the rights, and changes nothing. */
  static final String ADD_NOTHING =
      """
      INSERT INTO signalbox_seen (program_name, pos_ts, pos_id)
      SELECT program_name, pos_ts, pos_id FROM signalbox_seen WHERE 1 = 0\
      """;

  static final String PRUNE_NOTHING = "DELETE FROM signalbox_seen WHERE 1 = 0";

  static final String BEGIN =
      """
      UPDATE signalbox_checkpoint SET seen_after = ?, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  static final String HAS =
      "SELECT 1 FROM signalbox_seen WHERE program_name = ? AND pos_ts = ? AND pos_id = ?";

  static final String COMMIT =
      """
      UPDATE signalbox_checkpoint
      SET pos_timestamp = ?, pos_id = ?, processed = processed + ?, stream_seq = ?,
        last_msg_id = COALESCE(LEFT(?, 400), last_msg_id), seen_after = ?, status = 'RUNNING', error = NULL,
        updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  /** Counts rows that are in the stream already, whatever the position. */
  static final String COUNT =
      """
      UPDATE signalbox_checkpoint SET processed = processed + ?, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  private static final String ADD =
      "INSERT IGNORE INTO signalbox_seen (program_name, pos_ts, pos_id) VALUES ";

  /** A part only: what is left is behind the time of which the table is complete. */
  static final String PRUNE =
      """
      DELETE FROM signalbox_seen WHERE program_name = ? AND pos_ts <= ?
      ORDER BY pos_ts, pos_id LIMIT ?\
      """;

  static final String FORGET =
      """
      DELETE FROM signalbox_seen WHERE program_name = ? AND pos_ts > ?
      ORDER BY pos_ts, pos_id LIMIT ?\
      """;

  /** In one statement, so that both are as they were at one moment. */
  private static final String FIND =
      """
      SELECT c.seen_after, s.pos_ts, s.pos_id FROM signalbox_checkpoint c
      LEFT JOIN signalbox_seen s ON s.program_name = ? AND (\
      """;

  /** Adds so many rows. */
  static String add(int rows) {
    return ADD + String.join(", ", Collections.nCopies(rows, "(?, ?, ?)"));
  }

  /** Finds what is there between two times, both included, up to a number. */
  static final String BETWEEN =
      """
      SELECT c.seen_after, s.pos_ts, s.pos_id FROM signalbox_checkpoint c
      LEFT JOIN signalbox_seen s ON s.program_name = ? AND s.pos_ts >= ? AND s.pos_ts <= ?
      WHERE c.program_name = ? LIMIT ?\
      """;

  /** Finds which of so many rows are there. */
  static String find(int rows) {
    return FIND
        + String.join(" OR ", Collections.nCopies(rows, "(s.pos_ts = ? AND s.pos_id = ?)"))
        + ") WHERE c.program_name = ?";
  }

  private SeenSql() {}
}
