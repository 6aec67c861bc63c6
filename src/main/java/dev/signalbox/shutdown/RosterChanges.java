package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.Relay;
import java.util.concurrent.CompletableFuture;
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

  RosterChanges(Roster roster) {
    this.roster = roster;
  }

  /** Takes an endpoint in; nothing is connected by it. */
  public Verdict add(ConnectionSupervisor supervisor, Actor by) {
    return told("take in connection", supervisor.endpoint().name(), by, roster.add(supervisor));
  }

  /** Takes a relay in; nothing is started by it. */
  public Verdict add(Relay relay, Actor by) {
    return told("take in relay", relay.name(), by, roster.add(relay));
  }

  /** As {@link Roster#replace(ConnectionSupervisor, Actor)}. */
  public CompletableFuture<Verdict> replace(ConnectionSupervisor next, Actor by) {
    String name = next.endpoint().name();
    return roster.replace(next, by).thenApply(v -> told("replace connection", name, by, v));
  }

  /** As {@link Roster#replace(Relay, Actor)}. */
  public CompletableFuture<Verdict> replace(Relay next, Actor by) {
    return roster.replace(next, by).thenApply(v -> told("replace relay", next.name(), by, v));
  }

  /** As {@link Roster#removeConnection}. */
  public CompletableFuture<Verdict> removeConnection(String name, Actor by) {
    return roster
        .removeConnection(name, by)
        .thenApply(v -> told("take out connection", name, by, v));
  }

  /** As {@link Roster#removeRelay}. */
  public CompletableFuture<Verdict> removeRelay(String name, Actor by) {
    return roster.removeRelay(name, by).thenApply(v -> told("take out relay", name, by, v));
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
