package dev.signalbox.app.engine;

import dev.signalbox.app.fleet.FleetConnection;
import dev.signalbox.app.fleet.FleetServing;
import dev.signalbox.base.Actor;
import dev.signalbox.base.HostName;
import dev.signalbox.base.PacedExecutor;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.Verdict;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.ConnectionEnvironment;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.connection.RetryPolicy;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.connection.jdbc.PoolMeters;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.EngineIdentity;
import dev.signalbox.console.local.Installation;
import dev.signalbox.console.local.LocalConfiguring;
import dev.signalbox.console.local.LocalConsole;
import dev.signalbox.console.local.SampleRecorder;
import dev.signalbox.console.local.Surroundings;
import dev.signalbox.console.local.TransitionRecorder;
import dev.signalbox.journal.Journal;
import dev.signalbox.journal.JournalLogging;
import dev.signalbox.journal.Severity;
import dev.signalbox.relay.Relay;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.settings.Redaction;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.ShutdownCoordinator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that runs, wired by constructor calls: one supervisor for each endpoint, the relays,
 * the coordinator that guards them, and the console through which a window sees them. The same with
 * and without a window.
 *
 * <p>Threading: creating it opens files, so not on the FX thread; nothing is connected by it. Its
 * methods may be called from any thread and return at once.
 */
public final class Engine {
  /** Who asks for what a program does by itself when it starts. */
  private static final Actor START_UP = Actor.program("start-up");

  /** Of many connects so many begin in each interval: 250 of them within 1.5 s. */
  private static final int CONNECTS_AT_ONCE = 8;

  private static final Duration CONNECTS_INTERVAL = Duration.ofMillis(48);

  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Settings settings;
  private final Owners.Installed installed;
  private final Roster roster;
  private final Owners owners;
  private final ShutdownCoordinator coordinator;
  private final LocalConsole console;

  /**
   * What an engine is given from outside.
   *
   * @param attended whether there is an operator, who in production has to arm it before Start
   * @param halt ends the process at once with this exit code
   * @param state the folder for what is to survive a restart; without one nothing does
   * @param file the configuration, where it may be changed while it is in use
   * @param leave lets another program have what there is for one only; the last step of a shutdown
   * @param poolMeters the registry of what measures the pools of databases
   */
  public record Surfaces(
      WorkExecutor executor,
      PasswordPrompt prompt,
      boolean attended,
      IntConsumer halt,
      Optional<Path> state,
      Optional<Path> file,
      Runnable leave,
      Optional<Object> poolMeters) {

    /** With nobody who measures the pools. */
    public Surfaces(
        WorkExecutor executor,
        PasswordPrompt prompt,
        boolean attended,
        IntConsumer halt,
        Optional<Path> state,
        Optional<Path> file,
        Runnable leave) {
      this(executor, prompt, attended, halt, state, file, leave, Optional.empty());
    }

    /** With a configuration that stays as it is, and beside any number of others. */
    public Surfaces(
        WorkExecutor executor,
        PasswordPrompt prompt,
        boolean attended,
        IntConsumer halt,
        Optional<Path> state) {
      this(executor, prompt, attended, halt, state, Optional.empty(), () -> {});
    }

    /** Without a window, so that nobody can be asked. */
    public static Surfaces unattended(IntConsumer halt, Optional<Path> state) {
      return new Surfaces(
          WorkExecutor.virtualThreads(), PasswordPrompt.unavailable(), false, halt, state);
    }

    /**
     * The same, with something more to be left at the end, and with somebody who may measure the
     * pools.
     */
    public Surfaces with(Runnable first, Optional<Object> meters) {
      Runnable both =
          () -> {
            try {
              first.run();
            } finally {
              leave.run();
            }
          };
      return new Surfaces(executor, prompt, attended, halt, state, file, both, meters);
    }
  }

  private Engine(
      Settings settings,
      Owners.Installed installed,
      Owners owners,
      ShutdownCoordinator coordinator,
      LocalConsole console) {
    this.settings = settings;
    this.installed = installed;
    this.roster = owners.roster();
    this.owners = owners;
    this.coordinator = coordinator;
    this.console = console;
  }

  /** With nothing connected and nothing started. */
  public static Engine create(Settings settings, SystemScheduler scheduler, Surfaces surfaces) {
    return create(settings, scheduler, surfaces, RelayLimits.STANDARD);
  }

  /** With limits of the relays that are not those of operation. */
  public static Engine create(
      Settings settings, SystemScheduler scheduler, Surfaces surfaces, RelayLimits limits) {
    Instant began = scheduler.now();
    KnownSecrets secrets = new KnownSecrets(Redaction.of(settings));
    Journal journal = new Journal(settings.log().keep(), settings.log().keepBytes());
    JournalLogging logging = JournalLogging.attach(journal, settings.log(), secrets::redaction);
    settings.notices().forEach(notice -> LOG.warn("{}", notice));
    EngineHistory history = EngineHistory.open(surfaces.state(), scheduler);
    TransitionRecorder recorder = new TransitionRecorder(history.transitions(), began);
    DriverThreads threads = DriverThreads.create();
    Owners owners = owners(settings, scheduler, surfaces, secrets, threads, limits);
    boolean armingNeeded = surfaces.attended() && settings.isProduction();
    AtomicReference<@Nullable FleetServing> fleet = new AtomicReference<>();
    ShutdownCoordinator coordinator =
        new ShutdownCoordinator(
            owners.roster(),
            new ShutdownCoordinator.Setup(
                settings.shutdown().grace(),
                armingNeeded,
                scheduler,
                () -> {
                  Optional.ofNullable(fleet.get()).ifPresent(FleetServing::close);
                  threads.close();
                },
                limit -> {
                  boolean logged = logging.flush(limit);
                  return history.flush(limit) && logged;
                },
                (report, limit) -> {
                  recorder.end(scheduler.now(), report);
                  history.close(limit);
                  logging.close(limit);
                  surfaces.leave().run();
                },
                surfaces.halt()));
    Owners.Installed installed = new Owners.Installed(secrets, owners, coordinator);
    Optional<LocalConfiguring> configuring =
        surfaces
            .file()
            .map(
                file ->
                    new LocalConfiguring(
                        file,
                        System.getenv(),
                        settings,
                        installed,
                        new Surroundings(owners.roster(), coordinator, scheduler)));
    LocalConsole console =
        new LocalConsole(
            new EngineIdentity(
                settings.environment(),
                armingNeeded,
                HostName.read(),
                settings.log().keep(),
                Severity.of(settings.log().level())),
            owners.roster(),
            coordinator,
            journal,
            history.transitions(),
            history.samples(),
            owners.relayEnvironment(),
            configuring,
            new EngineDiagnostics(
                () -> configuring.map(LocalConfiguring::settings).orElse(settings),
                secrets,
                owners.roster(),
                journal,
                history.transitions(),
                scheduler));
    settings
        .fleet()
        .ifPresent(
            found ->
                fleet.set(
                    FleetServing.begin(
                        found,
                        console,
                        new FleetConnection(
                            found.connection(),
                            owners.connectionEnvironment(),
                            threads,
                            secrets::remember),
                        scheduler,
                        surfaces.state(),
                        new Version().getVersion()[0])));
    recorder.start(owners.roster(), coordinator);
    SampleRecorder.start(owners.roster(), history.samples(), scheduler);
    return new Engine(settings, installed, owners, coordinator, console);
  }

  private static Owners owners(
      Settings settings,
      SystemScheduler scheduler,
      Surfaces surfaces,
      KnownSecrets secrets,
      DriverThreads threads,
      RelayLimits limits) {
    FailureReports failures = new FailureReports(secrets::withhold);
    Owners owners =
        new Owners(
            new Roster(),
            new Connectors(
                secrets.remembering(surfaces.prompt()),
                secrets::remember,
                threads,
                surfaces.poolMeters().isPresent()
                    ? Optional.of(PoolMeters.in(surfaces.poolMeters().get()))
                    : Optional.empty()),
            new ConnectionEnvironment(
                scheduler,
                new PacedExecutor(
                    surfaces.executor(), scheduler, CONNECTS_AT_ONCE, CONNECTS_INTERVAL),
                new RetryPolicy(settings.retry(), RandomGenerator.getDefault()),
                failures),
            new RelayEnvironment(
                scheduler, surfaces.executor(), failures, settings.lease(), limits));
    List<EndpointKind> kinds =
        Endpoints.of(settings).stream().map(endpoint -> endpoint.kind()).toList();
    for (int i = 0; i < kinds.size(); i++) {
      accept(owners.roster().add(owners.of(settings.connections().get(i), without(kinds, i))));
    }
    settings.polling().forEach(polling -> accept(owners.roster().add(owners.of(polling))));
    return owners;
  }

  private static List<EndpointKind> without(List<EndpointKind> kinds, int index) {
    return IntStream.range(0, kinds.size()).filter(i -> i != index).mapToObj(kinds::get).toList();
  }

  /** A configuration that was read without a problem has nothing that a roster would refuse. */
  private static void accept(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      throw new IllegalArgumentException(refused.reason());
    }
  }

  /** What a window shows of it and asks of it. */
  public LocalConsole console() {
    return console;
  }

  /** The guard of every command. */
  public ShutdownCoordinator coordinator() {
    return coordinator;
  }

  /** The endpoints and relays that there are. */
  public Roster roster() {
    return roster;
  }

  /** The endpoints' owners. */
  public List<ConnectionSupervisor> supervisors() {
    return roster.supervisors();
  }

  /** What tools that work on relays share with these. */
  public RelayEnvironment relayEnvironment() {
    return owners.relayEnvironment();
  }

  /** The relays. */
  public List<Relay> relays() {
    return roster.relays();
  }

  /** How something else than at the start comes into it. */
  Installation installation() {
    return installed;
  }

  /** Connects the endpoints that are to be connected without being asked. */
  public void connectAutomatically() {
    supervisors().stream()
        .filter(s -> s.endpoint().autoConnect())
        .forEach(s -> coordinator.connect(s.endpoint().name(), START_UP));
  }

  /** Starts every relay. */
  public void startPolling() {
    relays().forEach(relay -> coordinator.start(relay.name(), START_UP));
  }

  /** How long an orderly end may take. */
  public Duration grace() {
    return settings.shutdown().grace();
  }
}
