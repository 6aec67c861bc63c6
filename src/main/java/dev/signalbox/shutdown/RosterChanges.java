package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.relay.Relay;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands by which endpoints and relays come and go. Each leaves a line with who asked for it,
 * whatever became of it.
 *
 * <p>Threading: all methods may be called from any thread and return at once.
 */
public final class RosterChanges {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final Roster roster;
  private final Supplier<Optional<String>> lock;

  /**
   * Of this roster.
   *
   * @param lock why nothing may be changed now
   */
  RosterChanges(Roster roster, Supplier<Optional<String>> lock) {
    this.roster = roster;
    this.lock = lock;
  }

  /** Why nothing may be changed now, where that is so; each change asks for itself as well. */
  public Optional<String> lock() {
    return lock.get();
  }

  /**
   * Why there cannot be a connection of this name and kind now: a relay works with the one in its
   * place or needs another kind, or that one is just leaving.
   *
   * @param goneBefore relays that will have been taken out by then
   */
  public Optional<String> objectionToPutting(
      String connection, EndpointKind kind, Set<String> goneBefore) {
    return roster.objectionToPutting(connection, kind, goneBefore);
  }

  /**
   * Why a connection cannot be taken out: a relay is set to use it.
   *
   * @param goneBefore relays that will have been taken out by then, or use it no more
   */
  public Optional<String> objectionToRemoving(String connection, Set<String> goneBefore) {
    return roster.objectionToRemoving(connection, goneBefore);
  }

  /** Why there cannot be a relay of this name now: one is just leaving. */
  public Optional<String> objectionToPuttingRelay(String relay) {
    return roster.objectionToPuttingRelay(relay);
  }

  /** Takes an endpoint in; nothing is connected by it. */
  public Verdict add(ConnectionSupervisor supervisor, Actor by) {
    String name = supervisor.endpoint().name();
    return told("take in connection", name, by, refused().orElseGet(() -> roster.add(supervisor)));
  }

  /** Takes a relay in; nothing is started by it. */
  public Verdict add(Relay relay, Actor by) {
    return told("take in relay", relay.name(), by, refused().orElseGet(() -> roster.add(relay)));
  }

  /** As {@link Roster#replace(ConnectionSupervisor, Actor)}. */
  public CompletableFuture<Verdict> replace(ConnectionSupervisor next, Actor by) {
    String name = next.endpoint().name();
    return unlocked(() -> roster.replace(next, by))
        .thenApply(v -> told("replace connection", name, by, v));
  }

  /** As {@link Roster#replace(Relay, Actor)}. */
  public CompletableFuture<Verdict> replace(Relay next, Actor by) {
    return unlocked(() -> roster.replace(next, by))
        .thenApply(v -> told("replace relay", next.name(), by, v));
  }

  /** As {@link Roster#removeConnection}. */
  public CompletableFuture<Verdict> removeConnection(String name, Actor by) {
    return unlocked(() -> roster.removeConnection(name, by))
        .thenApply(v -> told("take out connection", name, by, v));
  }

  /** As {@link Roster#removeRelay}. */
  public CompletableFuture<Verdict> removeRelay(String name, Actor by) {
    return unlocked(() -> roster.removeRelay(name, by))
        .thenApply(v -> told("take out relay", name, by, v));
  }

  private CompletableFuture<Verdict> unlocked(Supplier<CompletableFuture<Verdict>> change) {
    return refused().map(CompletableFuture::completedFuture).orElseGet(change);
  }

  private Optional<Verdict> refused() {
    return lock.get().map(Verdict.Refused::new);
  }

  private static Verdict told(String command, String name, Actor by, Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      LOG.info("Refused to {} {}: {}", command, name, refused.reason());
    } else {
      LOG.info("Did {} {}, asked by {}", command, name, by);
    }
    return verdict;
  }
}
