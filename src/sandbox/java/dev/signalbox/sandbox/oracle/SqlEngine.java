package dev.signalbox.sandbox.oracle;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The database behind the protocol: H2 in memory, in its Oracle mode, with what an Oracle database
 * brings along added to it. Safe for any thread.
 */
final class SqlEngine implements AutoCloseable {
  static final String BANNER = "Oracle stand-in 19.3 (H2 behind it; not an Oracle database)";

  /** In the engine a DATE is a TIMESTAMP(0), so that the true TIMESTAMP(0) needs another name. */
  static final String WHOLE_SECONDS_DOMAIN = "SYS.WHOLE_SECONDS";

  /** Types that the engine does not have. */
  static final String LOCAL_TIME_DOMAIN = "SYS.LOCAL_TIME";

  static final String ROW_ADDRESS_DOMAIN = "SYS.ROW_ADDRESS";

  /** A NUMBER(5,-2), the only one of a negative scale that there is. */
  static final String HUNDREDS_DOMAIN = "SYS.HUNDREDS";

  /** A LONG and a LONG RAW, as far as a client asks what they are: their values are not sent. */
  static final String LONG_TEXT_DOMAIN = "SYS.LONG_TEXT";

  static final String LONG_BYTES_DOMAIN = "SYS.LONG_BYTES";

  /** Tells both from others, with no question to the engine. */
  static final int LONG_PRECISION = 32_760;

  /** Of a session: by which language it puts texts in order. */
  static final String SORT_VARIABLE = "@NLS_SORT";

  private static final Pattern LANGUAGE =
      Pattern.compile("NLS_LANGUAGE\\s*=\\s*'(\\w+)'", Pattern.CASE_INSENSITIVE);

  /** Those whose texts come in the order of their bytes. */
  private static final Set<String> PLAIN_LANGUAGES = Set.of("AMERICAN", "ENGLISH");

  /**
   * Short, because a wait for a lock cannot be cancelled in the engine: {@link SqlSession} tries
   * again and again, and so waits without limit as Oracle does.
   */
  private static final int LOCK_TIMEOUT_MILLIS = 50;

  private final JdbcDataSource source = new JdbcDataSource();
  private final Dictionary dictionary;
  private final Connection owner;
  private final Stall stall = new Stall();
  private final AtomicInteger lastSession = new AtomicInteger(100);

  SqlEngine(Collection<String> users) {
    source.setURL(
        "jdbc:h2:mem:%s;MODE=Oracle;LOCK_TIMEOUT=%d;NON_KEYWORDS=VALUE"
            .formatted(UUID.randomUUID(), LOCK_TIMEOUT_MILLIS));
    source.setUser("SYS");
    try {
      owner = source.getConnection();
      dictionary = new Dictionary(owner);
      for (String user : users) {
        execute("CREATE SCHEMA \"%s\"".formatted(user));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Oracle stand-in: the engine did not start", e);
    }
  }

  /** Connections past the protocol, without transactions in {@code V$TRANSACTION}. */
  DataSource dataSource() {
    return source;
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(Dialect.translate(sql));
    }
  }

  Stall stall() {
    return stall;
  }

  SqlSession open(Login.Success login) throws OracleException {
    int id = lastSession.incrementAndGet();
    try {
      Connection connection = source.getConnection();
      try (Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        connection.setSchema(login.user());
        String alterSession = login.clientFacts().getOrDefault("AUTH_ALTER_SESSION", "");
        statement.execute(Dialect.translate(alterSession));
        statement.execute("SET %s = '%s'".formatted(SORT_VARIABLE, sort(alterSession)));
        statement.execute("SET SCHEMA_SEARCH_PATH \"%s\", SYS".formatted(login.user()));
      }
      dictionary.sessionOpened(id, login);
      return new SqlSession(id, connection, dictionary, stall);
    } catch (SQLException e) {
      throw ErrorTranslation.translate(e, "");
    }
  }

  private static String sort(String alterSession) {
    Matcher language = LANGUAGE.matcher(alterSession);
    return !language.find() || PLAIN_LANGUAGES.contains(language.group(1))
        ? "BINARY"
        : language.group(1);
  }

  @Override
  public void close() {
    try (owner) {
      execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new IllegalStateException("Oracle stand-in: the engine did not stop", e);
    }
  }
}
