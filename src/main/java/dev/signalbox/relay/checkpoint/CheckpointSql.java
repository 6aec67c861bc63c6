package dev.signalbox.relay.checkpoint;

/**
 * The statements on the checkpoint table. Its one row per relay holds position, lease and fence
 * together, so each of them moves in one statement, which autocommit makes one transaction.
 */
final class CheckpointSql {
  static final String TABLE = "signalbox_checkpoint";

  /** Texts are compared byte by byte, and a position's text is kept as it is. */
  static final String DEFINITION =
      """
      CREATE TABLE IF NOT EXISTS signalbox_checkpoint (
        program_name VARCHAR(64) NOT NULL PRIMARY KEY,
        source_id CHAR(36) NOT NULL,
        table_name VARCHAR(255) NOT NULL,
        pos_timestamp VARCHAR(40) NULL,
        pos_id VARCHAR(255) NULL,
        processed BIGINT NOT NULL DEFAULT 0,
        owner_epoch BIGINT NOT NULL DEFAULT 0,
        stream_seq BIGINT NOT NULL DEFAULT 0,
        last_msg_id VARCHAR(400) NULL,
        status VARCHAR(20) NOT NULL,
        error TEXT NULL,
        lease_holder VARCHAR(255) NULL,
        lease_until DATETIME(6) NULL,
        lease_since DATETIME(6) NULL,
        barred_holder VARCHAR(255) NULL,
        origin TEXT NULL,
        stream_created VARCHAR(40) NULL,
        seen_after VARCHAR(40) NULL,
        updated_at DATETIME(6) NOT NULL
      ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin\
      """;

  static final String PROBE = "SELECT 1 FROM signalbox_checkpoint WHERE 1 = 0";

  /** What tables of earlier versions do not have. */
  static final String UPGRADE =
      """
      ALTER TABLE signalbox_checkpoint
        ADD COLUMN IF NOT EXISTS origin TEXT NULL,
        ADD COLUMN IF NOT EXISTS stream_created VARCHAR(40) NULL,
        ADD COLUMN IF NOT EXISTS lease_since DATETIME(6) NULL,
        ADD COLUMN IF NOT EXISTS barred_holder VARCHAR(255) NULL,
        ADD COLUMN IF NOT EXISTS seen_after VARCHAR(40) NULL\
      """;

  static final String UPGRADE_PROBE =
      """
      SELECT origin, stream_created, lease_since, barred_holder, seen_after
      FROM signalbox_checkpoint WHERE 1 = 0\
      """;

  static final String ENROLL =
      """
      INSERT IGNORE INTO signalbox_checkpoint
        (program_name, source_id, table_name, origin, stream_seq, status, updated_at)
      VALUES (?, ?, ?, ?, ?, 'NEW', UTC_TIMESTAMP(6))\
      """;

  static final String ENROLLED =
      """
      SELECT table_name, origin, pos_timestamp, pos_id
      FROM signalbox_checkpoint WHERE program_name = ?\
      """;

  /** Names are told apart by case here, which a person may not do. */
  static final String NAMESAKE =
      """
      SELECT program_name FROM signalbox_checkpoint
      WHERE LOWER(program_name) = LOWER(?) AND program_name <> ?\
      """;

  static final String KNOWN = "SELECT 1 FROM signalbox_checkpoint WHERE source_id = ?";

  /** A row of an earlier version does not say, or not all. */
  static final String ADOPT_ORIGIN =
      """
      UPDATE signalbox_checkpoint SET origin = ?, updated_at = UTC_TIMESTAMP(6)
      WHERE program_name = ? AND origin <=> ?\
      """;

  static final String ADOPT_STREAM =
      """
      UPDATE signalbox_checkpoint SET stream_created = ?, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  /** Nothing is known of the stream; the position stays. */
  static final String FORGET_STREAM =
      """
      UPDATE signalbox_checkpoint
      SET stream_created = NULL, stream_seq = 0, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  /** Nothing is known of the stream, and every row is still to be relayed. */
  static final String BEGIN_ANEW =
      """
      UPDATE signalbox_checkpoint
      SET stream_created = NULL, stream_seq = 0, pos_timestamp = NULL, pos_id = NULL,
        last_msg_id = NULL, seen_after = NULL, processed = 0, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  /** A new holder fences the old one in the same statement. */
  static final String TAKE_LEASE =
      """
      UPDATE signalbox_checkpoint
      SET owner_epoch = owner_epoch + 1,
        lease_since = IF(lease_holder = ?, lease_since, UTC_TIMESTAMP(6)), lease_holder = ?,
        lease_until = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND,
        status = 'RUNNING', error = NULL, updated_at = UTC_TIMESTAMP(6)
      WHERE program_name = ? AND NOT (barred_holder <=> ?)
        AND (lease_holder IS NULL OR lease_until <= UTC_TIMESTAMP(6) OR lease_holder = ?)\
      """;

  static final String HOLDER =
      """
      SELECT source_id, owner_epoch, lease_holder, lease_since, barred_holder
      FROM signalbox_checkpoint WHERE program_name = ?\
      """;

  static final String READ =
      """
      SELECT source_id, owner_epoch, pos_timestamp, pos_id, processed, stream_seq,
        stream_created, seen_after, last_msg_id
      FROM signalbox_checkpoint WHERE program_name = ? AND lease_holder = ?\
      """;

  static final String RENEW_LEASE =
      """
      UPDATE signalbox_checkpoint
      SET lease_until = UTC_TIMESTAMP(6) + INTERVAL ? MICROSECOND, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  static final String RAISE_EPOCH =
      """
      UPDATE signalbox_checkpoint
      SET owner_epoch = ?, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  static final String COMMIT =
      """
      UPDATE signalbox_checkpoint
      SET pos_timestamp = ?, pos_id = ?, processed = processed + ?, stream_seq = ?,
        last_msg_id = COALESCE(LEFT(?, 400), last_msg_id), status = 'RUNNING', error = NULL, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  static final String PAUSE =
      """
      UPDATE signalbox_checkpoint
      SET status = 'PAUSED', error = ?, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  static final String GO_ON =
      """
      UPDATE signalbox_checkpoint
      SET status = 'RUNNING', error = NULL, updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ? AND status = 'PAUSED'\
      """;

  static final String RELEASE_LEASE =
      """
      UPDATE signalbox_checkpoint
      SET lease_holder = NULL, lease_until = NULL, lease_since = NULL, status = ?, error = ?,
        updated_at = UTC_TIMESTAMP(6)
      WHERE source_id = ? AND owner_epoch = ?\
      """;

  private CheckpointSql() {}
}
