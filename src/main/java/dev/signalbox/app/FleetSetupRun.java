package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.app.tools.AlignedText;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.fleet.setup.Finding;
import dev.signalbox.fleet.setup.Findings;
import dev.signalbox.fleet.setup.Standing;
import dev.signalbox.fleet.setup.Store;
import dev.signalbox.fleet.setup.Stores;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.settings.FleetSettings;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Connects where a fleet meets, once, looks at what it keeps there, makes what is missing, and
 * prints what came of it.
 */
final class FleetSetupRun {
  private static final String COMMAND = "fleet setup";

  private final ProcessEnd processEnd;
  private final PrintStream output;

  FleetSetupRun(ProcessEnd processEnd, PrintStream output) {
    this.processEnd = processEnd;
    this.output = output;
  }

  /**
   * What is to be done.
   *
   * @param replicas on how many servers what is made is kept
   * @param dryRun nothing is made
   */
  record Order(int replicas, boolean dryRun) {}

  /** Blocks until it is done, and nothing is open any more; returns the exit code. */
  int run(Settings settings, Order order) {
    Optional<FleetSettings> fleet = settings.fleet();
    if (fleet.isEmpty()) {
      complain("the configuration has no \"fleet\"");
      return ExitCode.UNUSABLE;
    }
    try (SystemScheduler scheduler = new SystemScheduler()) {
      return run(settings, fleet.get(), order, scheduler);
    }
  }

  private int run(Settings settings, FleetSettings fleet, Order order, SystemScheduler scheduler) {
    Engine engine =
        Engine.create(
            alone(settings, fleet),
            scheduler,
            Engine.Surfaces.unattended(processEnd::halt, Optional.empty()));
    if (!processEnd.attach(engine)) {
      return ExitCode.ORDERLY;
    }
    boolean good =
        ToolRun.untilShutdown(
            engine, new RunControl(scheduler), COMMAND, () -> work(engine, order));
    engine.coordinator().shutdown(new ShutdownReason.Quit()).join();
    if (output.checkError()) {
      complain("standard output cannot be written");
      return ExitCode.UNUSABLE;
    }
    return good ? ExitCode.ORDERLY : ExitCode.FAILED;
  }

  /** An engine that has nothing but the way to the fleet, and tries it once. */
  private static Settings alone(Settings settings, FleetSettings fleet) {
    return new Settings(
        settings.environment(),
        List.of(fleet.connection()),
        RetrySettings.NEVER,
        LeaseSettings.DEFAULT,
        List.of(),
        settings.shutdown(),
        settings.log());
  }

  /** Returns whether all is as it is needed, or would be. */
  private boolean work(Engine engine, Order order) {
    ConnectionSupervisor fleet = engine.supervisors().getFirst();
    CompletableFuture.anyOf(ToolRun.begin(fleet, COMMAND), engine.coordinator().closed()).join();
    Optional<NatsSession> session = fleet.session(NatsSession.class);
    if (session.isEmpty()) {
      ToolRun.complain(fleet.snapshot());
      print(Stream.of(Store.values()).map(store -> store.command(order.replicas())).toList());
      return false;
    }
    try {
      Stores stores = Stores.of(session.get());
      Findings found = stores.inspect();
      Findings last = order.dryRun() ? found : stores.make(found, order.replicas());
      print(last, order);
      return last.each().stream().allMatch(finding -> isGood(finding, order));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      complain(COMMAND + " was ended before it was done");
      return false;
    }
  }

  /** What would be made is good enough for whoever asks what would be. */
  private static boolean isGood(Finding finding, Order order) {
    return finding.isGood() || (order.dryRun() && finding.standing() instanceof Standing.Missing);
  }

  private void print(Findings found, Order order) {
    AlignedText.table(
            found.each().stream()
                .map(finding -> List.of(finding.store().label(), finding.words()))
                .toList())
        .forEach(output::println);
    if (order.dryRun() && !found.isGood()) {
      output.println("Nothing was changed.");
    }
    print(found.commands(order.replicas()));
  }

  private void print(List<String> commands) {
    if (!commands.isEmpty()) {
      output.println();
      output.println("To be run by whoever may, with the nats tool:");
      commands.forEach(command -> output.println("  " + command));
    }
  }

  private static void complain(String line) {
    System.err.println("signalbox: " + line);
  }
}
