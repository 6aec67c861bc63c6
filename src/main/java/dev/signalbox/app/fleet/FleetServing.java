package dev.signalbox.app.fleet;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.console.Console;
import dev.signalbox.console.EngineIdentity;
import dev.signalbox.fleet.engine.EngineService;
import dev.signalbox.fleet.engine.Permits;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.settings.FleetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * An engine's place in a fleet, from its start to its end.
 *
 * <p>Threading: beginning it reads a file; only {@link #close} blocks.
 */
public final class FleetServing {
  /** A server that says nothing holds up the end of the program by no more than twice this. */
  private static final Duration LAST_WORDS = Duration.ofMillis(300);

  private final FleetConnection connection;
  private final EngineService service;

  private FleetServing(FleetConnection connection, EngineService service) {
    this.connection = connection;
    this.service = service;
  }

  /**
   * Serves this engine from now on, whenever its fleet can be reached.
   *
   * @param state the folder in which it is kept which installation this is
   * @param version of the program, in words
   */
  public static FleetServing begin(
      FleetSettings settings,
      Console console,
      FleetConnection connection,
      Scheduler scheduler,
      Optional<Path> state,
      String version) {
    EngineIdentity identity = console.identity();
    Introduction introduction =
        new Introduction(
            InstallationId.in(state),
            UUID.randomUUID().toString(),
            settings.name(),
            identity.environment(),
            settings.group(),
            identity.host(),
            version,
            ProcessHandle.current().pid(),
            scheduler.now(),
            identity.armingNeeded(),
            identity.logCapacity(),
            identity.logLevel());
    EngineService service =
        EngineService.start(
            console,
            introduction,
            new Permits(settings.commands(), settings.log()),
            connection.link(),
            scheduler,
            new WireFormat());
    connection.connect();
    return new FleetServing(connection, service);
  }

  /** Says that the engine has ended, and leaves. Returns soon, whatever the server does. */
  public void close() {
    service.close(Deadline.in(LAST_WORDS));
    connection.close(Deadline.in(LAST_WORDS));
  }
}
