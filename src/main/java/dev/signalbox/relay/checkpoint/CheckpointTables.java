package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import java.sql.ResultSet;
import java.util.regex.Pattern;

/**
 * The tables that relays keep in their checkpoint database, made when they are first needed.
 *
 * <p>Threading: blocking; for the run's thread.
 */
final class CheckpointTables {
  /** Of a right that comes with a role nothing is said there. */
  private static final String RIGHT =
      """
      SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = ?
      UNION SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES
      WHERE PRIVILEGE_TYPE = ? AND DATABASE() LIKE TABLE_SCHEMA
      UNION SELECT 1 FROM information_schema.TABLE_PRIVILEGES
      WHERE PRIVILEGE_TYPE = ? AND TABLE_SCHEMA = DATABASE()
      UNION SELECT 1 FROM DUAL WHERE CURRENT_ROLE() IS NOT NULL\
      """;

  /** With the blanks around it; a failure's texts have none, and a statement needs none. */
  private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");

  static final String SEEN_RIGHTS = "SELECT, INSERT and DELETE";
  static final String REJECT_RIGHTS = "SELECT and INSERT";

  private final RelayDatabase database;

  CheckpointTables(RelayDatabase database) {
    this.database = database;
  }

  /**
   * Creates the table of the checkpoints if it is absent, and adds columns that one of an earlier
   * version does not have.
   *
   * @throws RelayException with the statement if that is not permitted
   */
  void prepare() throws RelayException {
    // First what nearly always holds, so that each term asks once.
    if (isCurrent()) {
      return;
    }
    if (!hasCheckpoints()) {
      create(CheckpointSql.TABLE, CheckpointSql.DEFINITION, "SELECT, INSERT and UPDATE");
    }
    if (!isCurrent()) {
      define(
          CheckpointSql.UPGRADE,
          CheckpointSql.TABLE + " is of an earlier version and cannot be changed",
          "Change it as an administrator:");
    }
  }

  /**
   * Creates the table of what operators did to checkpoints if it is absent.
   *
   * @throws RelayException with the statement if that is not permitted
   */
  void prepareHistory() throws RelayException {
    if (!hasHistory()) {
      create(OperatorSql.TABLE, OperatorSql.DEFINITION, "SELECT and INSERT");
    }
  }

  /**
   * Creates the table of the rows that were relayed lately if it is absent.
   *
   * @throws RelayException with the statement if that is not permitted
   */
  void prepareSeen() throws RelayException {
    if (!hasSeen()) {
      create(SeenSql.TABLE, SeenSql.DEFINITION, SEEN_RIGHTS);
    }
  }

  boolean hasSeen() throws RelayException {
    return isAnswered(SeenSql.PROBE);
  }

  /**
   * Creates the table of diverted rows if it is absent.
   *
   * @throws RelayException with the statement if that is not permitted
   */
  void prepareRejects() throws RelayException {
    if (!hasRejects()) {
      create(RejectSql.TABLE, RejectSql.DEFINITION, REJECT_RIGHTS);
    }
  }

  boolean hasRejects() throws RelayException {
    return isAnswered(RejectSql.PROBE);
  }

  boolean hasCheckpoints() throws RelayException {
    return isAnswered(CheckpointSql.PROBE);
  }

  /** Whether the table of the checkpoints has every column that this version needs. */
  boolean isCurrent() throws RelayException {
    return isAnswered(CheckpointSql.UPGRADE_PROBE);
  }

  boolean hasHistory() throws RelayException {
    return isAnswered(OperatorSql.PROBE);
  }

  /**
   * Whether the user of the connection may, or might, do that to the tables.
   *
   * @param right that is needed, such as CREATE
   */
  boolean mayBe(String right) throws RelayException {
    return database.query(
        database.calls().limits().preparation(),
        RIGHT,
        statement -> {
          for (int i = 1; i <= 3; i++) {
            statement.setString(i, right);
          }
        },
        ResultSet::next);
  }

  private boolean isAnswered(String probe) throws RelayException {
    try {
      var _ =
          database.query(
              database.calls().limits().preparation(),
              probe,
              RelayDatabase.Binding.NONE,
              ResultSet::next);
      return true;
    } catch (RelayException e) {
      if (e.recovery() != Recovery.NONE) {
        throw e;
      }
      return false;
    }
  }

  private void create(String table, String definition, String rights) throws RelayException {
    define(
        definition,
        table + " cannot be created",
        "Create it as an administrator and grant %s on it:".formatted(rights));
  }

  private void define(String definition, String trouble, String nextStep) throws RelayException {
    try {
      var _ =
          database.update(
              database.calls().limits().preparation(), definition, RelayDatabase.Binding.NONE);
    } catch (RelayException e) {
      if (e.recovery() != Recovery.NONE) {
        throw e;
      }
      throw database
          .calls()
          .failures()
          .mistake(
              database.endpoint(),
              "table %s: %s".formatted(trouble, e.failure().oneLine()),
              nextStep + " " + LINE_BREAK.matcher(definition).replaceAll(" ") + ";");
    }
  }
}
