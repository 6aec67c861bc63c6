package dev.signalbox.sandbox.oracle;

import java.net.ProtocolException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Answers one client's requests, one reply each. Not thread-safe, but for {@link #cancel} and the
 * questions about what is held.
 */
final class CallHandler {
  private static final int FUNCTION = 3;
  private static final int PIGGYBACK = 17;
  private static final int VERSION_NUMBER = 0x13030000;

  /** The requests that exist, with their first byte or, of calls, the function's number. */
  enum Kind {
    NATIVE_SERVICES(0xDE, Phase.ANO),
    PROTOCOL(1, Phase.PROTOCOL),
    DATA_TYPES(2, Phase.DATA_TYPES),
    CHALLENGE(118, Phase.AUTH_SESSKEY),
    PASSWORD(115, Phase.AUTH_PASSWORD),
    VERSION(59, null),
    PING(147, Phase.PING),
    DESCRIBE(98, Phase.EXECUTE),
    EXECUTE(94, Phase.EXECUTE),
    EXECUTE_AGAIN(78, Phase.EXECUTE),
    FETCH(5, Phase.FETCH),
    COMMIT(14, Phase.COMMIT),
    ROLLBACK(15, Phase.ROLLBACK),
    LOGOFF(9, Phase.LOGOFF),
    UNKNOWN(-1, null);

    private final int code;
    private final @Nullable Phase phase;

    Kind(int code, @Nullable Phase phase) {
      this.code = code;
      this.phase = phase;
    }

    @Nullable Phase phase() {
      return phase;
    }

    static Kind of(int code) {
      return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst().orElse(UNKNOWN);
    }
  }

  /** A request whose head has been read; the fields are next. */
  record Call(Kind kind, int code, TtcReader fields) {}

  private final ServerContext context;
  private final Login login;
  private int sequence;
  private volatile @Nullable SqlSession session;
  private volatile @Nullable StatementCalls statements;

  CallHandler(ServerContext context) {
    this.context = context;
    this.login = new Login(context.accounts(), context.verifier());
  }

  boolean loggedIn() {
    return session != null;
  }

  int cursors() {
    StatementCalls current = statements;
    return current == null ? 0 : current.cursors();
  }

  boolean transactionOpen() {
    SqlSession current = session;
    return current != null && current.transactionOpen();
  }

  /** Breaks off the statement that runs, if one does. For any thread. */
  void cancel() {
    SqlSession current = session;
    if (current != null) {
      current.cancel();
    }
  }

  void forgetCancel() {
    SqlSession current = session;
    if (current != null) {
      current.forgetCancel();
    }
  }

  void close() {
    SqlSession current = session;
    if (current != null) {
      current.close();
    }
    session = null;
    statements = null;
  }

  /** Reads the head of a request and does what it brings along for the way. */
  Call receive(TtcReader fields) throws ProtocolException {
    int first = fields.byte1();
    while (first == PIGGYBACK) {
      piggyback(fields);
      first = fields.byte1();
    }
    if (first != FUNCTION) {
      return new Call(Kind.of(first), first, fields);
    }
    int function = fields.byte1();
    sequence = fields.byte1();
    return new Call(Kind.of(function), function, fields);
  }

  private void piggyback(TtcReader fields) throws ProtocolException {
    int function = fields.byte1();
    fields.byte1();
    StatementCalls current = statements;
    switch (function) {
      case 105, 120 -> {
        fields.byte1();
        int count = fields.integer();
        for (int index = 0; index < count; index++) {
          int cursor = fields.integer();
          if (current != null && function == 105) {
            current.close(cursor);
          }
        }
      }
      case 152 -> {
        fields.byte1();
        String schema = fields.characters(fields.integer());
        SqlSession currentSession = session;
        if (currentSession != null) {
          currentSession.useSchema(schema);
        }
      }
      case 135 -> clientInfo(fields);
      default -> throw new ProtocolException("unknown piggyback " + function);
    }
  }

  /** Of client identifier, module, action and the like, the module is kept for V$SESSION. */
  private void clientInfo(TtcReader fields) throws ProtocolException {
    fields.skipBytes(2).number();
    int identifierLength = fields.skipBytes(1).integer();
    int moduleLength = fields.skipBytes(1).integer();
    int length = fields.skipBytes(1).integer();
    fields.skipBytes(1).skipNumbers(1).skipBytes(1).skipNumbers(1);
    for (int pair = 0; pair < 4; pair++) {
      length += fields.skipBytes(1).integer();
    }
    String module = fields.skipBytes(identifierLength).characters(moduleLength);
    fields.skipBytes(length);
    SqlSession told = session;
    if (told != null && moduleLength > 0) {
      told.module(module);
    }
  }

  byte[] answer(Call call) throws ProtocolException, ClientConnection.CancelledException {
    try {
      return reply(call).toByteArray();
    } catch (OracleException e) {
      if (e.code() == OracleException.CANCELLED) {
        throw new ClientConnection.CancelledException();
      }
      return Replies.error(new TtcWriter(), end(e.rowsBefore()), e).toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks an algorithm of the login", e);
    }
  }

  byte[] failure(int code) {
    OracleException error =
        new OracleException(
            code,
            code == OracleException.CANCELLED
                ? "user requested cancel of current operation"
                : "ordered of the Oracle stand-in");
    return Replies.error(new TtcWriter(), end(0), error).toByteArray();
  }

  private Replies.End end(long rows) {
    return new Replies.End(sequence, transactionOpen(), rows, 0);
  }

  private TtcWriter reply(Call call)
      throws ProtocolException, OracleException, GeneralSecurityException {
    TtcReader fields = call.fields();
    return switch (call.kind()) {
      case NATIVE_SERVICES -> new TtcWriter().raw(Handshake.nativeServices());
      case PROTOCOL -> new TtcWriter().raw(Handshake.protocol());
      case DATA_TYPES -> new TtcWriter().raw(Handshake.dataTypes());
      case CHALLENGE -> Replies.success(login.challenge(fields), end(0));
      case PASSWORD -> password(fields);
      case VERSION -> version();
      case PING -> status();
      case DESCRIBE -> statements().describe(fields, sequence);
      case EXECUTE -> statements().execute(fields, sequence);
      case EXECUTE_AGAIN -> statements().executeAgain(fields, sequence);
      case FETCH -> statements().fetch(fields, sequence);
      case COMMIT -> {
        session().commit();
        yield status();
      }
      case ROLLBACK -> {
        session().rollback();
        yield status();
      }
      case LOGOFF -> {
        close();
        yield status();
      }
      case UNKNOWN ->
          throw new OracleException(
              OracleException.UNIMPLEMENTED, "the Oracle stand-in knows no call " + call.code());
    };
  }

  private TtcWriter password(TtcReader fields) throws ProtocolException, OracleException {
    Login.Success success = login.verify(fields);
    if (success == null) {
      throw new OracleException(
          OracleException.WRONG_CREDENTIALS, "invalid credential or not authorized; logon denied");
    }
    SqlSession opened = context.engine().open(success);
    session = opened;
    statements = new StatementCalls(opened);
    TtcWriter reply =
        new TtcWriter()
            .byte1(Replies.PARAMETERS)
            .number(5)
            .keyValue("AUTH_VERSION_NO", "" + VERSION_NUMBER, 0)
            .keyValue("AUTH_DBNAME", "STANDIN", 0)
            .keyValue("AUTH_SESSION_ID", "" + opened.id(), 0)
            .keyValue("AUTH_SERIAL_NUM", "1", 0)
            .keyValue("AUTH_SVR_RESPONSE", success.serverResponse(), 0);
    return Replies.success(reply, end(0));
  }

  private TtcWriter version() {
    TtcWriter reply = new TtcWriter().byte1(Replies.PARAMETERS).number(SqlEngine.BANNER.length());
    return Replies.status(
        reply.characters(SqlEngine.BANNER).number(VERSION_NUMBER), transactionOpen());
  }

  private TtcWriter status() {
    return Replies.status(new TtcWriter(), transactionOpen());
  }

  private SqlSession session() throws OracleException {
    SqlSession current = session;
    if (current == null) {
      throw new OracleException(OracleException.NOT_LOGGED_ON, "not logged on");
    }
    return current;
  }

  private StatementCalls statements() throws OracleException {
    StatementCalls current = statements;
    if (current == null) {
      throw new OracleException(OracleException.NOT_LOGGED_ON, "not logged on");
    }
    return current;
  }
}
