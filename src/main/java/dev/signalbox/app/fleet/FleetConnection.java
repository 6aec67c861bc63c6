package dev.signalbox.app.fleet;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Deadline;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.nats.NatsConnector;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Secret;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of an engine or a window to the fleet's servers: opened, watched and opened again
 * as any other, but apart from those of the engine, which know nothing of it.
 *
 * <p>Threading: any thread; only {@link #close} blocks.
 */
public final class FleetConnection {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final Actor FLEET = Actor.program("fleet");

  private final ConnectionSupervisor supervisor;
  private final SupervisedLink link;

  /**
   * Not connected yet.
   *
   * @param found is given each secret that comes to light in a file
   */
  public FleetConnection(
      NatsSettings settings,
      ConnectionEnvironment environment,
      DriverThreads threads,
      Consumer<Secret> found) {
    // Always with its own name, so that the lines of the engine's connections stay as they are.
    Endpoint endpoint = Endpoints.of(settings, List.of(EndpointKind.NATS));
    supervisor =
        new ConnectionSupervisor(
            endpoint,
            new NatsConnector(
                settings, endpoint.label(), PasswordPrompt.unavailable(), found, threads),
            environment);
    link = new SupervisedLink(supervisor);
  }

  /** Begins to connect. */
  public void connect() {
    var _ = supervisor.connect(FLEET);
  }

  /** What fleets are served and watched over. */
  public FleetLink link() {
    return link;
  }

  /** Where it stands. */
  public ConnectionSnapshot snapshot() {
    return supervisor.snapshot();
  }

  /** Closes it, or abandons the attempt under way; returns by the deadline. */
  public void close(Deadline deadline) {
    var _ = supervisor.retire();
    var _ = supervisor.disconnect(FLEET, deadline.remaining());
    try {
      var _ =
          supervisor
              .when(snapshot -> !snapshot.state().mayHoldResources())
              .get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("The connection to the fleet could not be closed in time");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
