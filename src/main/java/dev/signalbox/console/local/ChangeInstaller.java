package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.ShutdownCoordinator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Brings the engine from one configuration to another through its roster, and touches nothing that
 * is the same in both. Waits for what is closed on the way, so not for the FX thread.
 */
record ChangeInstaller(Installation engine, Roster roster, ShutdownCoordinator coordinator) {

  /** Why that cannot be done now; empty if it can. Nothing is changed by asking. */
  Optional<String> objection(SettingsDifference difference) {
    Stream<Optional<String>> replaced =
        difference.connections().changed().stream()
            .map(one -> coordinator.changes().objectionToReplacing(one.name()));
    Stream<Optional<String>> relays =
        Stream.concat(
                difference.relays().changed().stream().map(PollingSettings::programName),
                difference.relays().gone().stream())
            .map(this::atWork);
    Stream<Optional<String>> removed =
        difference.relays().gone().isEmpty() && difference.relays().changed().isEmpty()
            ? difference.connections().gone().stream()
                .map(name -> coordinator.changes().objectionToRemoving(name))
            : Stream.empty();
    return Stream.of(Stream.of(coordinator.changes().lock()), relays, replaced, removed)
        .flatMap(all -> all)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> atWork(String relay) {
    return roster
        .relay(relay)
        .filter(found -> found.snapshot().state().isAtWork())
        .map(_ -> "relay %s is at work: stop it first".formatted(relay));
  }

  /** Does it; stops at the first thing that is refused. */
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
            difference.relays().gone().stream()
                .map(name -> (Step) () -> coordinator.changes().removeRelay(name, by)),
            difference.connections().come().stream().map(one -> (Step) () -> add(one, by)),
            difference.connections().changed().stream()
                .map(one -> (Step) () -> engine.replace(one, by)),
            difference.relays().changed().stream().map(one -> (Step) () -> engine.replace(one, by)),
            difference.relays().come().stream()
                .map(one -> (Step) () -> CompletableFuture.completedFuture(engine.add(one, by))),
            difference.connections().gone().stream()
                .map(name -> (Step) () -> coordinator.changes().removeConnection(name, by)))
        .flatMap(all -> all);
  }

  private CompletableFuture<Verdict> add(ConnectionSettings one, Actor by) {
    Verdict added = engine.add(one, by);
    if (added.isAccepted() && one.autoConnect()) {
      var _ = coordinator.connect(one.name(), by);
    }
    return CompletableFuture.completedFuture(added);
  }
}
