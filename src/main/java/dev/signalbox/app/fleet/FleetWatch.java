package dev.signalbox.app.fleet;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.console.fleet.Fleet;
import dev.signalbox.fleet.window.WatchedFleet;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.settings.FleetSettings;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Secret;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A window's look at a fleet, from its start to its end.
 *
 * <p>Threading: any thread; only {@link #close} blocks.
 */
public final class FleetWatch implements AutoCloseable {
  /** Nothing has to be finished. */
  private static final Duration CLOSE = Duration.ofMillis(500);

  private final FleetConnection connection;
  private final DriverThreads threads;
  private final WatchedFleet fleet;

  private FleetWatch(FleetConnection connection, DriverThreads threads, WatchedFleet fleet) {
    this.connection = connection;
    this.threads = threads;
    this.fleet = fleet;
  }

  /** Watches for this user from now on, as soon as the fleet is {@linkplain #connect reached}. */
  public static FleetWatch begin(
      FleetSettings settings, String user, Scheduler scheduler, RetrySettings retry) {
    Secrets secrets = new Secrets(settings);
    DriverThreads threads = DriverThreads.create();
    FleetConnection connection =
        new FleetConnection(
            settings.connection(),
            new ConnectionEnvironment(
                scheduler,
                WorkExecutor.virtualThreads(),
                new RetryPolicy(retry, RandomGenerator.getDefault()),
                new FailureReports(secrets::withhold)),
            threads,
            secrets::remember);
    WatchedFleet fleet =
        WatchedFleet.start(connection.link(), new WireFormat(), scheduler, user, settings.show());
    return new FleetWatch(connection, threads, fleet);
  }

  /** Reaches for the fleet, again and again until it is there. Any thread; returns at once. */
  public void connect() {
    connection.connect();
  }

  /** What is not to be shown, which grows while files are read. Any thread. */
  private static final class Secrets {
    private volatile Redaction redaction;

    Secrets(FleetSettings settings) {
      redaction = Redaction.GENERIC.with(settings.connection());
    }

    String withhold(String foreign) {
      return redaction.withhold(foreign);
    }

    synchronized void remember(Secret found) {
      redaction = redaction.with(found);
    }
  }

  /** What the window shows. */
  public Fleet fleet() {
    return fleet;
  }

  /** Leaves; no engine notices. */
  @Override
  public void close() {
    fleet.close();
    connection.close(Deadline.in(CLOSE));
    threads.close();
  }
}
