package dev.signalbox.relay.checkpoint;

/**
 * The statements by which operators change checkpoints, and on the table that keeps what they did.
 */
final class OperatorSql {
  static final String TABLE = CheckpointSql.TABLE + "_history";

  static final String DEFINITION =
      """
      CREATE TABLE IF NOT EXISTS signalbox_checkpoint_history (
        change_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
        program_name VARCHAR(64) NOT NULL,
        changed_at DATETIME(6) NOT NULL,
        changed_by VARCHAR(400) NOT NULL,
        what VARCHAR(20) NOT NULL,
        was TEXT NOT NULL,
        became TEXT NOT NULL,
        INDEX (program_name, change_id)
      ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin\
      """;

  static final String PROBE = "SELECT 1 FROM signalbox_checkpoint_history WHERE 1 = 0";

  static final String ADD =
      """
      INSERT INTO signalbox_checkpoint_history
        (program_name, changed_at, changed_by, what, was, became)
      VALUES (?, UTC_TIMESTAMP(6), LEFT(?, 400), ?, ?, ?)\
      """;

  static final String LAST =
      """
      SELECT changed_at, changed_by, what, was, became FROM signalbox_checkpoint_history
      WHERE program_name = ? ORDER BY change_id DESC LIMIT ?\
      """;

  /** Only of the row as the operator has seen it, and only while nobody polls. */
  static final String SET_POSITION =
      """
      UPDATE signalbox_checkpoint
      SET pos_timestamp = ?, pos_id = ?, processed = IF(?, 0, processed),
        stream_seq = IF(?, 0, stream_seq), last_msg_id = NULL, owner_epoch = owner_epoch + 1,
        seen_after = NULL, origin = ?, updated_at = UTC_TIMESTAMP(6)
      WHERE program_name = ? AND owner_epoch = ? AND pos_timestamp <=> ? AND pos_id <=> ?
        AND (lease_holder IS NULL OR lease_until <= UTC_TIMESTAMP(6) OR lease_holder = ?)\
      """;

  /** The old holder is fenced by that and kept from coming back. */
  static final String TAKE_OVER =
      """
      UPDATE signalbox_checkpoint
      SET owner_epoch = owner_epoch + 1, barred_holder = lease_holder, lease_holder = NULL,
        lease_until = NULL, lease_since = NULL, status = 'TAKEN OVER',
        updated_at = UTC_TIMESTAMP(6)
      WHERE program_name = ? AND owner_epoch = ? AND lease_holder = ?\
      """;

  private OperatorSql() {}
}
