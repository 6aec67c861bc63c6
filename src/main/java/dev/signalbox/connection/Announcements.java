package dev.signalbox.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What an endpoint tells the outside: for each change its log line, then the listeners.
 *
 * <p>Threading: called from any thread, returns at once; changes and new listeners under the
 * supervisor's lock, which fixes their order.
 */
final class Announcements {
  private final Endpoint endpoint;
  private final ConnectionLog log;
  private final Outbox outbox = new Outbox();
  private final List<Consumer<ConnectionSnapshot>> listeners = new CopyOnWriteArrayList<>();

  Announcements(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.log = new ConnectionLog(endpoint);
  }

  void changed(ConnectionStatus before, ConnectionEvent event, ConnectionStatus after) {
    outbox.add(() -> log.transition(before, event, after));
    // Bound to those who listen now: who comes later has heard of a later status already.
    listeners.forEach(listener -> tell(listener, new ConnectionSnapshot(endpoint, after)));
  }

  void closedLate(Duration sinceStart) {
    outbox.add(() -> log.closedLate(sinceStart));
  }

  void closeTrouble(Failure failure) {
    outbox.add(() -> log.closeTrouble(failure));
  }

  /** Runs something once everything announced so far has been heard. */
  void afterwards(Runnable action) {
    outbox.add(action);
  }

  void addListener(Consumer<ConnectionSnapshot> listener, ConnectionSnapshot present) {
    listeners.add(listener);
    tell(listener, present);
  }

  void removeListener(Consumer<ConnectionSnapshot> listener) {
    listeners.remove(listener);
  }

  CompletableFuture<ConnectionSnapshot> when(
      Predicate<ConnectionSnapshot> condition, ConnectionSnapshot present) {
    CompletableFuture<ConnectionSnapshot> future = new CompletableFuture<>();
    Consumer<ConnectionSnapshot> listener =
        snapshot -> {
          if (condition.test(snapshot)) {
            future.complete(snapshot);
          }
        };
    var _ = future.whenComplete((_, _) -> removeListener(listener));
    addListener(listener, present);
    return future;
  }

  private void tell(Consumer<ConnectionSnapshot> listener, ConnectionSnapshot snapshot) {
    outbox.add(
        () -> {
          if (listeners.contains(listener)) {
            listener.accept(snapshot);
          }
        });
  }
}
