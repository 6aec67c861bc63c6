package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.RosterChanges;
import dev.signalbox.shutdown.ShutdownCoordinator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the engine from one configuration to another through its roster, and touches nothing that
 * is the same in both. Waits for what is closed on the way, so not for the FX thread.
 */
record ChangeInstaller(Installation engine, Roster roster, ShutdownCoordinator coordinator) {

  /** Why any step of that would be refused now; empty if none. Nothing is changed by asking. */
  Optional<String> objection(SettingsDifference difference) {
    Set<String> gone = Set.copyOf(difference.relays().gone());
    Set<String> changed =
        difference.relays().changed().stream()
            .map(PollingSettings::programName)
            .collect(Collectors.toSet());
    Set<String> goneOrChanged =
        Stream.concat(gone.stream(), changed.stream()).collect(Collectors.toSet());
    RosterChanges changes = coordinator.changes();
    return Stream.of(
            changes.lock().stream(),
            objections(goneOrChanged.stream().sorted(), this::atWork),
            objections(
                difference.connections().put(),
                one -> changes.objectionToPutting(one.name(), Endpoints.kind(one), gone)),
            objections(
                difference.relays().put(),
                relay -> changes.objectionToPuttingRelay(relay.programName())),
            objections(difference.relays().put(), relay -> missing(relay, difference)),
            objections(
                difference.connections().gone().stream(),
                name -> changes.objectionToRemoving(name, goneOrChanged)))
        .flatMap(found -> found)
        .findFirst();
  }

  private static <T> Stream<String> objections(
      Stream<T> asked, Function<T, Optional<String>> objection) {
    return asked.map(objection).flatMap(Optional::stream);
  }

  /** What was configured may have been taken out by a command since. */
  private Optional<String> missing(PollingSettings relay, SettingsDifference difference) {
    return relay.connections().stream()
        .filter(name -> roster.connection(name).isEmpty())
        .filter(name -> difference.connections().put().noneMatch(one -> one.name().equals(name)))
        .findFirst()
        .map("there is no connection %s"::formatted);
  }

  private Optional<String> atWork(String relay) {
    return roster
        .relay(relay)
        .filter(found -> found.snapshot().state().isAtWork())
        .map(_ -> "relay %s is at work: stop it first".formatted(relay));
  }

  /**
   * Does it; stops at the first thing that is refused. What has been done by then may be asked for
   * again, whatever has come to be there or not.
   */
  Verdict install(SettingsDifference difference, Actor by) {
    Verdict verdict = new Verdict.Accepted();
    for (Step step : steps(difference, by).toList()) {
      verdict = step.take().join();
      if (verdict instanceof Verdict.Refused) {
        return verdict;
      }
    }
    return verdict;
  }

  @FunctionalInterface
  private interface Step {
    CompletableFuture<Verdict> take();
  }

  /** Whom nobody needs goes first, and what is needed comes before who needs it. */
  private Stream<Step> steps(SettingsDifference difference, Actor by) {
    return Stream.of(
            difference.relays().gone().stream().map(name -> (Step) () -> removeRelay(name, by)),
            difference.connections().put().map(one -> (Step) () -> put(one, by)),
            difference.relays().put().map(one -> (Step) () -> put(one, by)),
            difference.connections().gone().stream()
                .map(name -> (Step) () -> removeConnection(name, by)))
        .flatMap(all -> all);
  }

  private CompletableFuture<Verdict> put(ConnectionSettings one, Actor by) {
    if (roster.connection(one.name()).isPresent()) {
      return engine.replace(one, by);
    }
    Verdict added = engine.add(one, by);
    if (added.isAccepted() && one.autoConnect()) {
      var _ = coordinator.connect(one.name(), by);
    }
    return CompletableFuture.completedFuture(added);
  }

  private CompletableFuture<Verdict> put(PollingSettings one, Actor by) {
    return roster.relay(one.programName()).isPresent()
        ? engine.replace(one, by)
        : CompletableFuture.completedFuture(engine.add(one, by));
  }

  private CompletableFuture<Verdict> removeRelay(String name, Actor by) {
    return roster.relay(name).isPresent() ? coordinator.changes().removeRelay(name, by) : nothing();
  }

  private CompletableFuture<Verdict> removeConnection(String name, Actor by) {
    return roster.connection(name).isPresent()
        ? coordinator.changes().removeConnection(name, by)
        : nothing();
  }

  private static CompletableFuture<Verdict> nothing() {
    return CompletableFuture.completedFuture(new Verdict.Accepted());
  }
}
