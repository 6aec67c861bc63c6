package dev.signalbox.relay;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.run.RelayConnections;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.sandbox.Account;
import dev.signalbox.settings.DatabaseKind;
import dev.signalbox.testing.Askers;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that relays until it is killed: its main class, and how to start it. */
final class RelayProcess {
  /** The exit code of a process whose relay waits for another one's lease. */
  static final int GIVES_WAY = 3;

  private RelayProcess() {}

  /** Reaches nats-server at that address. */
  static Process start(RelayTestBed bed, String nats, int batchSize) throws Exception {
    Account app = bed.mariaDb.app();
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RelayProcess.class.getName(),
                bed.mariaDb.url(),
                app.user(),
                app.password(),
                nats,
                Integer.toString(batchSize)))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static void main(String[] arguments) throws Exception {
    RelayKit kit = new RelayKit();
    ConnectionSupervisor database =
        kit.database(DatabaseKind.MARIADB, arguments[0], new Account(arguments[1], arguments[2]));
    Relay relay =
        kit.relay(
            RelayTestBed.settings(Integer.parseInt(arguments[4])),
            new RelayConnections(database, kit.nats(arguments[3], RelayKit.HEARTBEAT), database));
    var _ = relay.start(Askers.TEST);
    var _ =
        relay
            .when(
                now ->
                    now.state() instanceof RelayState.Standby
                        || (now.state() instanceof RelayState.Paused paused
                            && paused.reason().startsWith("an operator has taken the lease")))
            .thenRun(() -> Runtime.getRuntime().halt(GIVES_WAY));
    // Until its standard input ends, which it does with the process that started it.
    var _ = System.in.transferTo(OutputStream.nullOutputStream());
    Runtime.getRuntime().halt(0);
  }
}
