package dev.signalbox.app;

import dev.signalbox.base.Scheduler;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.JournalLogging;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.ui.AttemptProgress;
import dev.signalbox.ui.ConsoleModel;
import dev.signalbox.ui.RowAction;
import dev.signalbox.ui.SnapshotSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Everything that runs, wired by constructor calls: one supervisor for each endpoint, the relays,
 * and the coordinator that guards them. The same with and without a window.
 *
 * <p>Threading: creating it opens the log file, so not on the FX thread; nothing is connected by
 * it.
 */
record Engine(
    Settings settings,
    Scheduler scheduler,
    Journal journal,
    List<ConnectionSupervisor> supervisors,
    List<Relay> relays,
    ShutdownCoordinator coordinator) {

  /**
   * What an engine is given from outside.
   *
   * @param attended whether there is an operator, who in production has to arm it before Start
   */
  record Surfaces(
      WorkExecutor executor, PasswordPrompt prompt, boolean attended, IntConsumer halt) {}

  static Engine create(Settings settings, SystemScheduler scheduler, Surfaces surfaces) {
    return create(settings, scheduler, surfaces, RelayLimits.STANDARD);
  }

  /** With limits of the relays that are not those of operation. */
  static Engine create(
      Settings settings, SystemScheduler scheduler, Surfaces surfaces, RelayLimits limits) {
    KnownSecrets secrets = new KnownSecrets(Redaction.of(settings));
    Journal journal = new Journal(settings.log().keep());
    JournalLogging logging = JournalLogging.attach(journal, settings.log(), secrets::redact);
    FailureReports failures = new FailureReports(secrets::redact);
    DriverThreads threads = DriverThreads.create();
    Connectors connectors = new Connectors(secrets.remembering(surfaces.prompt()), threads);
    ConnectionEnvironment environment =
        new ConnectionEnvironment(
            scheduler,
            surfaces.executor(),
            new RetryPolicy(settings.retry(), RandomGenerator.getDefault()),
            failures);
    List<ConnectionSupervisor> supervisors = supervise(settings, connectors, environment);
    RelayEnvironment relayEnvironment =
        new RelayEnvironment(scheduler, surfaces.executor(), failures, settings.lease(), limits);
    List<Relay> relays =
        settings.polling().stream()
            .map(polling -> new Relay(polling, name -> named(supervisors, name), relayEnvironment))
            .toList();
    ShutdownCoordinator coordinator =
        new ShutdownCoordinator(
            supervisors,
            relays,
            new ShutdownCoordinator.Setup(
                settings.shutdown().grace(),
                surfaces.attended() && settings.isProduction(),
                scheduler,
                () -> {
                  threads.close();
                  logging.flush();
                },
                logging::close,
                surfaces.halt()));
    return new Engine(settings, scheduler, journal, supervisors, relays, coordinator);
  }

  private static List<ConnectionSupervisor> supervise(
      Settings settings, Connectors connectors, ConnectionEnvironment environment) {
    var configured =
        settings.connections().stream()
            .collect(Collectors.toMap(ConnectionSettings::name, Function.identity()));
    return Endpoints.of(settings).stream()
        .map(
            endpoint ->
                new ConnectionSupervisor(
                    endpoint,
                    connectors.of(
                        Objects.requireNonNull(configured.get(endpoint.name())), endpoint.label()),
                    environment))
        .toList();
  }

  private static Optional<ConnectionSupervisor> named(
      List<ConnectionSupervisor> supervisors, String name) {
    return supervisors.stream().filter(s -> s.endpoint().name().equals(name)).findFirst();
  }

  /** What a window shows of it and asks of it. */
  ConsoleModel console(AttemptProgress progress, List<RowAction> rowActions) {
    return new ConsoleModel(
        settings.environment(),
        settings.isProduction(),
        supervisors.stream().map(s -> SnapshotSource.of(s::snapshot, s::addListener)).toList(),
        relays.stream().map(r -> SnapshotSource.of(r::snapshot, r::addListener)).toList(),
        SnapshotSource.of(coordinator::snapshot, coordinator::addListener),
        coordinator,
        journal,
        progress,
        rowActions);
  }

  /** Connects the endpoints that are to be connected without being asked. */
  void connectAutomatically() {
    supervisors.stream()
        .filter(s -> s.endpoint().autoConnect())
        .forEach(s -> coordinator.connect(s.endpoint().name()));
  }

  void startPolling() {
    relays.forEach(relay -> coordinator.start(relay.name()));
  }

  Duration grace() {
    return settings.shutdown().grace();
  }
}
