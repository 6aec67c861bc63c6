package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.tools.AlignedText;
import dev.signalbox.app.tools.RelayFindings;
import dev.signalbox.base.Actor;
import dev.signalbox.base.Durations;
import dev.signalbox.base.ForeignText;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.run.MissingConnectionException;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tries each endpoint once, all at the same time, then looks whether the relays could start, and
 * prints what came of it.
 */
final class CheckRun {
  /**
   * What a connect may take beyond its own deadline: the first heartbeat of a connected endpoint.
   */
  private static final Duration ALLOWANCE = Duration.ofSeconds(2);

  /** Characters: each row is as wide as the widest. */
  private static final int LONGEST_ADDRESS = 200;

  private final ProcessEnd processEnd;
  private final Settings settings;
  private final PrintStream output = System.out;

  CheckRun(ProcessEnd processEnd, Settings settings) {
    this.processEnd = processEnd;
    this.settings = settings;
  }

  /** One line of the table. */
  private record Result(Endpoint endpoint, boolean good, String took, String detail) {
    List<String> cells() {
      return List.of(
          endpoint.name(),
          endpoint.kind().label(),
          good ? "connected" : "FAILED",
          took,
          ForeignText.label(endpoint.address(), LONGEST_ADDRESS),
          detail);
    }
  }

  /** Blocks until every attempt has ended; returns the exit code. */
  int run() {
    ConsoleLog.toStandardError();
    SystemScheduler scheduler = new SystemScheduler();
    Engine engine =
        Engine.create(
            settings, scheduler, Engine.Surfaces.unattended(processEnd::halt, Optional.empty()));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    List<CompletableFuture<Result>> pending =
        engine.supervisors().stream().map(CheckRun::begin).toList();
    CompletableFuture<?> all =
        CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new));
    // A signal ends the wait: then the table shows what is known by then.
    CompletableFuture.anyOf(all, engine.coordinator().closed()).join();
    List<Result> results =
        pending.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList();
    print(results);
    RunControl control = new RunControl(scheduler);
    boolean couldStart =
        ToolRun.untilShutdown(engine, control, "check", () -> checkRelays(engine, control));
    engine.coordinator().shutdown(new ShutdownReason.Quit()).join();
    if (output.checkError()) {
      System.err.println("signalbox: the table cannot be written to standard output");
      return ExitCode.UNUSABLE;
    }
    boolean good = results.size() == pending.size() && results.stream().allMatch(Result::good);
    return good && couldStart ? ExitCode.ORDERLY : ExitCode.FAILED;
  }

  private boolean checkRelays(Engine engine, RunControl control) {
    try {
      return RelayFindings.print(ToolRun.benches(engine, settings.polling(), control), output);
    } catch (MissingConnectionException e) {
      throw new IllegalStateException("A configuration that can be read names no other", e);
    }
  }

  private static CompletableFuture<Result> begin(ConnectionSupervisor supervisor) {
    Instant start = Instant.now();
    supervisor.connect(Actor.program("check"));
    Duration limit = supervisor.endpoint().connectTimeout().plus(ALLOWANCE);
    return supervisor
        .when(CheckRun::isDecided)
        .completeOnTimeout(supervisor.snapshot(), limit.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(snapshot -> result(snapshot, Duration.between(start, Instant.now())));
  }

  private static boolean isDecided(ConnectionSnapshot snapshot) {
    return snapshot.state() instanceof Failed
        || (snapshot.state() instanceof Connected c && c.latency().isPresent());
  }

  private static Result result(ConnectionSnapshot snapshot, Duration took) {
    Endpoint endpoint = snapshot.endpoint();
    return switch (snapshot.state()) {
      case Connected c ->
          new Result(
              endpoint,
              true,
              Durations.taken(took),
              c.latency().map(l -> "answers in " + Durations.taken(l) + "; ").orElse("")
                  + c.peer().line());
      case Failed f ->
          new Result(
              endpoint,
              false,
              Durations.taken(took),
              "%s: %s. %s"
                  .formatted(f.cause().kind().word(), f.cause().oneLine(), f.cause().nextStep()));
      case ConnectionState.Off _,
          ConnectionState.Connecting _,
          ConnectionState.Cancelling _,
          ConnectionState.Stale _,
          ConnectionState.Waiting _,
          ConnectionState.Closing _ ->
          new Result(endpoint, false, Durations.taken(took), "did not get so far");
    };
  }

  private void print(List<Result> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "TYPE", "RESULT", "TOOK", "ADDRESS", "DETAIL"));
    results.forEach(result -> rows.add(result.cells()));
    AlignedText.table(rows).forEach(output::println);
  }
}
