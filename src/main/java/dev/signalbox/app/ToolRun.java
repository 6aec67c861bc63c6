package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.tools.ToolHost;
import dev.signalbox.base.Actor;
import dev.signalbox.base.ForeignText;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.Failure;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.run.MissingConnectionException;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.reading.NearestName;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Connects what a tool needs, once, has it work, and closes everything again. */
final class ToolRun implements ToolHost {
  /** What an attempt may take beyond its own deadline. */
  private static final Duration ALLOWANCE = Duration.ofSeconds(2);

  private final ProcessEnd processEnd;
  private final Supplier<Optional<Configuration>> configuration;
  private final PrintStream output = System.out;

  /**
   * @param configuration reads it, or says why it cannot be used
   */
  ToolRun(ProcessEnd processEnd, Supplier<Optional<Configuration>> configuration) {
    this.processEnd = processEnd;
    this.configuration = configuration;
  }

  @Override
  public int run(Job job) {
    Optional<Settings> settings = configuration.get().map(c -> c.settings().withoutRetries());
    if (settings.isEmpty()) {
      return ExitCode.UNUSABLE;
    }
    List<PollingSettings> relays = relays(settings.get(), job);
    return relays.isEmpty() ? ExitCode.UNUSABLE : run(settings.get(), relays, job);
  }

  private static List<PollingSettings> relays(Settings settings, Job job) {
    List<String> names = settings.polling().stream().map(PollingSettings::programName).toList();
    if (names.isEmpty()) {
      complain("no relay is configured: there is no polling");
    } else if (job.relay().isPresent() && !names.contains(job.relay().get())) {
      complain(
          "no relay \"%s\"; %s"
              .formatted(job.relay().get(), NearestName.advice(job.relay().get(), names)));
    }
    return settings.polling().stream()
        .filter(relay -> job.relay().isEmpty() || job.relay().get().equals(relay.programName()))
        .toList();
  }

  private int run(Settings settings, List<PollingSettings> relays, Job job) {
    ConsoleLog.toStandardError();
    SystemScheduler scheduler = new SystemScheduler();
    Engine engine =
        Engine.create(
            settings, scheduler, Engine.Surfaces.unattended(processEnd::halt, Optional.empty()));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    RunControl control = new RunControl(scheduler);
    boolean done =
        untilShutdown(engine, control, job.command(), () -> work(engine, relays, job, control));
    engine.coordinator().shutdown(new ShutdownReason.Quit()).join();
    if (output.checkError()) {
      complain("standard output cannot be written");
      return ExitCode.UNUSABLE;
    }
    return done ? ExitCode.ORDERLY : ExitCode.FAILED;
  }

  /**
   * Does it on a virtual thread of that name; a shutdown stops the control and ends the wait.
   *
   * @return what came of it; false if a shutdown came first
   */
  static boolean untilShutdown(
      Engine engine, RunControl control, String name, Supplier<Boolean> work) {
    engine
        .coordinator()
        .addListener(
            now -> {
              if (!(now.state() instanceof ProgramState.Open)) {
                control.stop(StopMode.AT_ONCE);
              }
            });
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    var _ = Thread.ofVirtual().name(name).start(() -> complete(done, work));
    CompletableFuture.anyOf(done, engine.coordinator().closed()).join();
    return done.getNow(false);
  }

  private static void complete(CompletableFuture<Boolean> done, Supplier<Boolean> work) {
    try {
      done.complete(work.get());
    } catch (RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  /** Returns whether it was done; if not, it has been said why. */
  private boolean work(Engine engine, List<PollingSettings> relays, Job job, RunControl control) {
    try {
      List<Bench> benches = benches(engine, relays, control);
      return connect(engine, benches, job) && job.work().run(benches, output);
    } catch (MissingConnectionException e) {
      complain(e.reason());
    } catch (RelayException e) {
      complain(e.failure());
    } catch (RunStoppedException e) {
      complain("%s was ended before it was done".formatted(job.command()));
    }
    return false;
  }

  /** Of relays whose connections are in the engine's roster. */
  static List<Bench> benches(Engine engine, List<PollingSettings> relays, RunControl control)
      throws MissingConnectionException {
    List<Bench> benches = new ArrayList<>();
    for (PollingSettings relay : relays) {
      benches.add(Bench.of(relay, engine.roster()::connection, engine.relayEnvironment(), control));
    }
    return benches;
  }

  /** All at the same time; each has one attempt. */
  private static boolean connect(Engine engine, List<Bench> benches, Job job) {
    List<ConnectionSupervisor> needed =
        benches.stream()
            .flatMap(bench -> job.parts().stream().map(part -> of(bench, part)))
            .distinct()
            .toList();
    List<CompletableFuture<ConnectionSnapshot>> pending =
        needed.stream().map(endpoint -> begin(endpoint, job.command())).toList();
    CompletableFuture<?> all =
        CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new));
    CompletableFuture.anyOf(all, engine.coordinator().closed()).join();
    List<ConnectionSnapshot> missing =
        needed.stream()
            .map(ConnectionSupervisor::snapshot)
            .filter(snapshot -> !(snapshot.state() instanceof Connected))
            .toList();
    missing.forEach(ToolRun::complain);
    return missing.isEmpty();
  }

  private static ConnectionSupervisor of(Bench bench, Part part) {
    return switch (part) {
      case SOURCE -> bench.connections().source();
      case SINK -> bench.connections().sink();
      case CHECKPOINT -> bench.connections().checkpoint();
    };
  }

  /**
   * Begins one attempt for that command; completes when it is decided, or with what it is when it
   * should have been.
   */
  static CompletableFuture<ConnectionSnapshot> begin(
      ConnectionSupervisor endpoint, String command) {
    endpoint.connect(Actor.program(command));
    Duration limit = endpoint.endpoint().connectTimeout().plus(ALLOWANCE);
    return endpoint
        .when(now -> now.state() instanceof Connected || now.state() instanceof Failed)
        .completeOnTimeout(endpoint.snapshot(), limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says on standard error why it is not connected. */
  static void complain(ConnectionSnapshot missing) {
    if (missing.state() instanceof Failed failed) {
      complain(failed.cause());
    } else {
      complain(missing.endpoint().name() + " is not connected");
    }
  }

  private static void complain(Failure failure) {
    complain("%s (%s)".formatted(failure.message(), failure.where()));
    Stream.of(failure.nextStep())
        .filter(step -> !step.isEmpty())
        .map(step -> ForeignText.lines(step, ForeignText.LIMIT, 2 * ForeignText.LIMIT))
        .forEach(System.err::println);
  }

  private static void complain(String line) {
    System.err.println("signalbox: " + ForeignText.line(line));
  }
}
