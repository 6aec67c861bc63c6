package dev.signalbox.relay.checkpoint;

import java.util.Collections;

/** The statements on the table of rows that were diverted because they could not be relayed. */
final class RejectSql {
  static final String TABLE = "signalbox_reject";

  static final String DEFINITION =
      """
      CREATE TABLE IF NOT EXISTS signalbox_reject (
        reject_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        program_name VARCHAR(64) NOT NULL,
        pos_timestamp VARCHAR(40) NOT NULL,
        pos_id VARCHAR(255) NOT NULL,
        column_name VARCHAR(255) NOT NULL,
        reason TEXT NOT NULL,
        rejected_at DATETIME(6) NOT NULL,
        INDEX (program_name, reject_id)
      ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin\
      """;

  static final String PROBE = "SELECT 1 FROM signalbox_reject WHERE 1 = 0";

  /** Tries the right, and changes nothing. */
  static final String ADD_NOTHING =
      """
      INSERT INTO signalbox_reject
        (program_name, pos_timestamp, pos_id, column_name, reason, rejected_at)
      SELECT program_name, pos_timestamp, pos_id, column_name, reason, rejected_at
      FROM signalbox_reject WHERE 1 = 0\
      """;

  static final String ADD =
      """
      INSERT INTO signalbox_reject
        (program_name, pos_timestamp, pos_id, column_name, reason, rejected_at)
      VALUES (?, ?, ?, LEFT(?, 255), LEFT(?, 10000), UTC_TIMESTAMP(6))\
      """;

  /** Finds which of so many rows are there. */
  static String find(int rows) {
    return "SELECT pos_timestamp, pos_id FROM signalbox_reject WHERE program_name = ? AND ("
        + String.join(" OR ", Collections.nCopies(rows, "(pos_timestamp = ? AND pos_id = ?)"))
        + ")";
  }

  private RejectSql() {}
}
