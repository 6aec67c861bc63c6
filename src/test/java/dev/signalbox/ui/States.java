package dev.signalbox.ui;

import dev.signalbox.connection.state.AttemptId;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionStatus;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.connection.state.TlsFacts;
import dev.signalbox.connection.state.TlsFacts.PeerCertificate;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.PublishLatency;
import dev.signalbox.relay.state.RelayCounters;
import dev.signalbox.relay.state.RelaySnapshot;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.relay.state.RowTiming;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.TimestampSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One example of each state, as seen at {@link #NOW}. */
public final class States {
  public static final Instant NOW = Instant.parse("2026-03-02T10:14:07Z");
  public static final AttemptId ATTEMPT = new AttemptId(7);

  public static final Peer PEER =
      new Peer(
          "10.1.2.3:4222",
          Optional.of(
              new TlsFacts(
                  "TLSv1.3",
                  Optional.of(new PeerCertificate("CN=Rail", NOW.plus(Duration.ofDays(90)))))),
          "nats-server 2.10.1");

  public static final Endpoint NATS =
      endpoint("nats", EndpointKind.NATS, "nats://nats-1.rail.example:4222");
  public static final Endpoint ORACLE =
      endpoint("oracle", EndpointKind.ORACLE, "//ora-7.rail.example:1521/TXLOG");
  public static final Endpoint MARIADB =
      endpoint("mariadb", EndpointKind.MARIADB, "db-2.rail.example:3306/tracking");

  public static final Failure DENIED =
      new Failure(
          FailureKind.AUTHENTICATION,
          "MariaDB at [db-2.rail.example:3306/tracking]",
          ConnectPhase.LOGIN,
          ago(Duration.ofSeconds(42)),
          Optional.of("1045"),
          "Access denied for user 'tracking'@'10.4.0.17'",
          "Check username and password of connections.mariadb; it is not retried by itself, because"
              + " repeated wrong passwords lock accounts",
          "java.sql.SQLInvalidAuthorizationSpecException: Access denied\n\tat org.mariadb.jdbc...");
  public static final Failure REFUSED =
      new Failure(
          FailureKind.REFUSED,
          "NATS at [nats://nats-1.rail.example:4222]",
          ConnectPhase.TCP,
          ago(Duration.ofSeconds(3)),
          Optional.empty(),
          "Connection refused",
          "Is the server running there?",
          "");

  /** What a newer engine says, for which there is no word here. */
  public static final Failure GLIDING =
      new Failure(
          FailureKind.NOT_UNDERSTOOD,
          "txlog",
          ConnectPhase.QUERY,
          ago(Duration.ofSeconds(9)),
          Optional.empty(),
          "this engine's program, Signalbox 2.0, says “Gliding”, which is not known here",
          "Update this program: the engine's is newer.",
          "");

  public static final Failure SILENT =
      new Failure(
          FailureKind.TIMED_OUT,
          "Oracle at [//ora-7.rail.example:1521/TXLOG]",
          ConnectPhase.HEARTBEAT,
          ago(Duration.ofSeconds(9)),
          Optional.of("ORA-18730"),
          "The heartbeat was not answered within 3 s",
          "Look at the network between here and the server",
          "");

  public static final PollingSettings TXLOG =
      new PollingSettings(
          "txlog",
          "oracle",
          "nats",
          "mariadb",
          "SPC.TXLOG_EVENTS",
          "ID",
          "EVENT_TIMESTAMP",
          "TXLOG",
          "txlog.events",
          Duration.ofSeconds(10),
          1000,
          TimestampSettings.DEFAULT);

  private States() {}

  public static Instant ago(Duration duration) {
    return NOW.minus(duration);
  }

  private static Endpoint endpoint(String name, EndpointKind kind, String address) {
    return new Endpoint(
        name, kind, kind.label(), address, Duration.ofSeconds(30), true, HeartbeatSettings.DEFAULT);
  }

  public static ConnectionSnapshot of(Endpoint endpoint, ConnectionState state) {
    return new ConnectionSnapshot(
        endpoint, new ConnectionStatus(at(endpoint, state), Set.of(), false), Optional.empty());
  }

  /** This state of this connection: whoever answers there is of its kind. */
  static ConnectionState at(Endpoint endpoint, ConnectionState state) {
    Peer peer = peer(endpoint.kind());
    return switch (state) {
      case ConnectionState.Connected c when c.peer().equals(PEER) ->
          new ConnectionState.Connected(c.session(), c.since(), peer, c.latency(), c.lastProof());
      case ConnectionState.Stale s when s.peer().equals(PEER) ->
          new ConnectionState.Stale(
              s.session(), s.connectedSince(), peer, s.since(), s.lastProof(), s.cause());
      default -> state;
    };
  }

  private static Peer peer(EndpointKind kind) {
    return switch (kind) {
      case NATS -> PEER;
      case ORACLE ->
          new Peer("10.1.7.7:1521", Optional.empty(), "Oracle Database 23.26.0.0.0 Free");
      case MARIADB -> new Peer("10.1.5.2:3306", Optional.empty(), "11.4.5-MariaDB");
    };
  }

  public static ConnectionState off() {
    return new ConnectionState.Off(ago(Duration.ofSeconds(12)));
  }

  /** The program ends, and its relays have had three seconds of it. */
  public static ProgramSnapshot closingForThreeSeconds() {
    return new ProgramSnapshot(
        new ProgramState.Closing(
            ShutdownPhase.RELAY,
            NOW.plusSeconds(5),
            NOW.minusSeconds(3),
            NOW.plusSeconds(7),
            new ShutdownReason.Quit()),
        List.of(),
        Optional.empty());
  }

  public static ConnectionState connecting() {
    Instant since = ago(Duration.ofMillis(8_400));
    return new ConnectionState.Connecting(
        ATTEMPT, since, since.plusSeconds(30), ConnectPhase.LOGIN, Retries.NONE);
  }

  public static ConnectionState asking() {
    Instant since = ago(Duration.ofSeconds(95));
    return new ConnectionState.Connecting(
        ATTEMPT, since, since.plusSeconds(30), ConnectPhase.PASSWORD, Retries.NONE);
  }

  public static ConnectionState cancelling() {
    return new ConnectionState.Cancelling(ATTEMPT, ago(Duration.ofMillis(20)));
  }

  public static ConnectionState connected() {
    return new ConnectionState.Connected(
        ATTEMPT,
        ago(Duration.ofSeconds(8_043)),
        PEER,
        Optional.of(Duration.ofMillis(3)),
        ago(Duration.ofMillis(400)));
  }

  public static ConnectionState stale() {
    return new ConnectionState.Stale(
        ATTEMPT,
        ago(Duration.ofSeconds(8_043)),
        PEER,
        ago(Duration.ofSeconds(9)),
        ago(Duration.ofSeconds(12)),
        SILENT);
  }

  public static ConnectionState waiting() {
    return new ConnectionState.Waiting(
        ago(Duration.ofSeconds(3)),
        NOW.plusSeconds(8),
        new Retries(3, Optional.of(ago(Duration.ofSeconds(20))), false),
        REFUSED);
  }

  public static ConnectionState failed() {
    return new ConnectionState.Failed(ago(Duration.ofSeconds(42)), DENIED);
  }

  public static ConnectionState closing() {
    return new ConnectionState.Closing(
        ATTEMPT, ago(Duration.ofMillis(1_200)), true, new ConnectionState.AfterClose.StayOff());
  }

  public static RelaySnapshot relay(RelayState state) {
    return relay(TXLOG, state);
  }

  /** A relay like the usual one, of another name. */
  public static RelaySnapshot relay(String name, RelayState state) {
    return relay(
        new PollingSettings(
            name,
            TXLOG.source(),
            TXLOG.sink(),
            TXLOG.checkpoint(),
            TXLOG.table(),
            TXLOG.idColumn(),
            TXLOG.timestampColumn(),
            TXLOG.stream(),
            TXLOG.subject(),
            TXLOG.interval(),
            TXLOG.batchSize(),
            TimestampSettings.DEFAULT),
        state);
  }

  private static RelaySnapshot relay(PollingSettings settings, RelayState state) {
    return new RelaySnapshot(
        settings,
        state,
        new RelayCounters(
            248,
            297_412,
            297_412,
            297_375,
            12,
            0,
            0,
            37,
            171,
            1_204,
            Optional.of(new PublishLatency(Duration.ofMillis(2), Duration.ofMillis(9))),
            Optional.of(ago(Duration.ofMillis(300)))),
        RowTiming.NONE,
        Optional.of(new Position("2026-03-02 10:14:05.118204", "88213407")),
        false,
        Optional.empty());
  }

  public static RelayState running() {
    return new RelayState.Running(ago(Duration.ofSeconds(2_467)));
  }

  public static RelayState stopping(Duration sinceWhen) {
    return new RelayState.Stopping(ago(sinceWhen), 37, 120, false);
  }
}
