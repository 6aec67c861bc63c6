package dev.signalbox.console.local;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Subscription;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.TrialNews;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One connect for a look, by the owner that a connection of the roster has as well; whatever comes
 * of it, everything is closed.
 *
 * <p>Threading: any thread; nothing here blocks.
 */
final class ConnectionTrial implements Subscription {
  private static final Actor TRIAL = Actor.program("connection test");

  private final ConnectionSupervisor supervisor;
  private final Consumer<TrialNews> listener;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Consumer<ConnectionSnapshot> watcher = this::watch;

  ConnectionTrial(ConnectionSupervisor supervisor, Consumer<TrialNews> listener) {
    this.supervisor = supervisor;
    this.listener = listener;
  }

  /**
   * Begins it, unless it has been abandoned already.
   *
   * @param closed is called once nothing of it is left
   */
  void begin(Runnable closed) {
    supervisor.addListener(watcher);
    if (!over.get()) {
      var _ = supervisor.connect(TRIAL);
    }
    if (over.get()) {
      // Whoever abandoned it meanwhile may have done so before there was a connect to be ended.
      end();
    }
    var _ =
        supervisor
            .when(ConnectionTrial::isDecided)
            .thenAccept(
                decided -> {
                  if (over.compareAndSet(false, true)) {
                    listener.accept(new TrialNews.Decided(decided));
                  }
                  end();
                })
            .thenCompose(_ -> supervisor.when(ConnectionTrial::isDown))
            .thenRun(closed);
  }

  private void watch(ConnectionSnapshot snapshot) {
    if (!over.get() && !isDecided(snapshot)) {
      listener.accept(new TrialNews.UnderWay(snapshot));
    }
  }

  /** A connected endpoint counts once it has answered, or has not. */
  private static boolean isDecided(ConnectionSnapshot snapshot) {
    return switch (snapshot.state()) {
      case ConnectionState.Connecting _ -> false;
      case ConnectionState.Connected connected -> connected.latency().isPresent();
      case ConnectionState.Off _,
          ConnectionState.Cancelling _,
          ConnectionState.Stale _,
          ConnectionState.Waiting _,
          ConnectionState.Failed _,
          ConnectionState.Closing _ ->
          true;
    };
  }

  private static boolean isDown(ConnectionSnapshot snapshot) {
    return snapshot.state() instanceof ConnectionState.Off
        || snapshot.state() instanceof ConnectionState.Failed;
  }

  private void end() {
    supervisor.removeListener(watcher);
    var _ = supervisor.disconnect(TRIAL);
  }

  /** Abandons it. */
  @Override
  public void close() {
    over.set(true);
    end();
  }
}
