package dev.signalbox.ui;

import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.journal.Severity;
import dev.signalbox.journal.Subject;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.settings.HeartbeatSettings;
import dev.signalbox.shutdown.state.ProgramSnapshot;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownPhase;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.shutdown.state.ShutdownReport;
import dev.signalbox.ui.workspace.Workspace;
import dev.signalbox.ui.workspace.WorkspaceFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an engine may have to show: the most telling of it, for pictures. */
final class Scenes {
  private Scenes() {}

  static void atWork(ScriptedConsole engine) {
    log(engine);
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.connected());
    engine.show(States.MARIADB, States.connected());
    engine.show(States.running());
  }

  static void inTrouble(ScriptedConsole engine) {
    log(engine);
    engine.progress.put("nats", 0.28);
    engine.show(States.NATS, States.connecting());
    engine.show(States.ORACLE, States.stale());
    engine.show(States.MARIADB, States.failed());
    engine.show(
        new RelayState.Paused(
            States.ago(Duration.ofSeconds(9)), "Oracle has not replied for 12 s"));
  }

  /** Fifty connections and four relays, of which some are in trouble. */
  static void manyDown(ScriptedConsole engine) {
    inTrouble(engine);
    List<ConnectionState> states =
        List.of(
            States.connected(),
            States.connected(),
            States.connected(),
            States.waiting(),
            States.connected(),
            States.connected(),
            States.failed(),
            States.connected(),
            States.off(),
            States.stale());
    List<EndpointKind> kinds = List.of(EndpointKind.values());
    for (int i = 0; i < 47; i++) {
      EndpointKind kind = kinds.get(i % kinds.size());
      String name = "%s-%02d".formatted(kind.name().toLowerCase(Locale.ROOT), i);
      Endpoint endpoint =
          new Endpoint(
              name,
              kind,
              "%s %s yard %02d".formatted(kind.label(), i % 2 == 0 ? "north" : "harbour", i),
              "%s.rail.example:4222".formatted(name),
              Duration.ofSeconds(30),
              true,
              HeartbeatSettings.DEFAULT);
      engine.add(endpoint);
      engine.show(endpoint, states.get(i % states.size()));
    }
    engine.add(States.relay("waybills", States.running()));
    engine.add(States.relay("positions", States.running()));
    engine.add(
        States.relay(
            "tracking-archive",
            new RelayState.Failed(States.ago(Duration.ofMinutes(4)), States.DENIED)));
  }

  static void arranged(ScriptedConsole engine, boolean dense, int zoom) {
    manyDown(engine);
    Workspace usual = Workspace.DEFAULT;
    engine.workspace =
        WorkspaceFile.of(
            new Workspace(
                usual.bounds(),
                false,
                usual.objectsDivider(),
                usual.logDivider(),
                dense,
                usual.theme(),
                zoom,
                usual.quiet()));
  }

  static void quiet(ScriptedConsole engine) {
    log(engine);
    engine.show(States.NATS, States.connected());
    engine.show(States.ORACLE, States.waiting());
    engine.show(States.MARIADB, States.off());
  }

  static void closing(ScriptedConsole engine) {
    atWork(engine);
    engine.show(States.stopping(Duration.ofSeconds(2)));
    engine.program.show(
        new ProgramSnapshot(
            new ProgramState.Closing(
                ShutdownPhase.RELAY,
                States.NOW.plusMillis(5_050),
                States.ago(Duration.ofMillis(2_300)),
                States.NOW.plusMillis(7_700),
                new ShutdownReason.WindowClosed()),
            List.of(
                new ShutdownReport.Step(
                    ShutdownPhase.ATTEMPTS,
                    Duration.ofMillis(3),
                    true,
                    "no connect was under way")),
            Optional.empty()));
  }

  private static void log(ScriptedConsole engine) {
    say(
        engine,
        9,
        Severity.INFO,
        "nats",
        "Connecting to NATS at [nats://nats-1.rail.example:4222] (timeout: 30s)...");
    say(engine, 8, Severity.INFO, "nats", "Connected to NATS at [nats://nats-1.rail.example:4222]");
    say(engine, 8, Severity.INFO, "nats", "JetStream initialized successfully");
    say(
        engine,
        8,
        Severity.INFO,
        "oracle",
        "Connecting to Oracle at [//ora-7.rail.example:1521/TXLOG] (timeout: 30s)...");
    say(
        engine,
        7,
        Severity.INFO,
        "oracle",
        "Connected to Oracle at [//ora-7.rail.example:1521/TXLOG]");
    say(
        engine,
        7,
        Severity.INFO,
        "mariadb",
        "Connecting to MariaDB at [db-2.rail.example:3306/tracking] (timeout: 30s)...");
    say(
        engine,
        6,
        Severity.INFO,
        "mariadb",
        "Connected to MariaDB at [db-2.rail.example:3306/tracking]");
    say(
        engine,
        5,
        Severity.INFO,
        "txlog",
        "Polling SPC.TXLOG_EVENTS from (2026-03-02 09:33:00.000000, 87915995)");
    say(engine, 3, Severity.DEBUG, "txlog", "Cycle 246: 1,000 rows in 0.81 s");
    say(
        engine,
        2,
        Severity.WARN,
        "oracle",
        "Oracle does not answer: the heartbeat was not answered within 3 s (last proof of life 3.4"
            + " s ago)");
    say(engine, 1, Severity.INFO, "oracle", "Oracle answers again after 4.1 s of silence");
    say(engine, 0, Severity.DEBUG, "txlog", "Cycle 247: 1,000 rows in 0.79 s");
  }

  private static void say(
      ScriptedConsole engine, int secondsAgo, Severity severity, String source, String message) {
    Instant at = States.ago(Duration.ofMillis(secondsAgo * 1_000L + 137));
    Optional<String> details =
        severity == Severity.WARN ? Optional.of(States.SILENT.details()) : Optional.empty();
    Subject subject = source.equals("txlog") ? Subject.relay(source) : Subject.connection(source);
    engine.journal.append(at, severity, subject, message, details);
  }
}
