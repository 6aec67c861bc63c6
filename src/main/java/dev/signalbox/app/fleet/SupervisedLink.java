package dev.signalbox.app.fleet;

import dev.signalbox.base.Subscription;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.ConnectionState.Connected;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.setup.Stores;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The connection of a fleet as its supervisor opens, watches and replaces it. A term is the time
 * from one "connected" to whatever follows: after a server that was silent for a while everything
 * is begun anew, too, for nobody knows what was missed.
 *
 * <p>Threading: as the supervisor.
 */
public final class SupervisedLink implements FleetLink {
  private final ConnectionSupervisor supervisor;

  public SupervisedLink(ConnectionSupervisor supervisor) {
    this.supervisor = supervisor;
  }

  @Override
  public Subscription listen(Listener listener) {
    Consumer<ConnectionSnapshot> follower = new Follower(listener);
    supervisor.addListener(follower);
    return () -> supervisor.removeListener(follower);
  }

  /** Tells one listener of terms; called in order. */
  private final class Follower implements Consumer<ConnectionSnapshot> {
    private final Listener listener;
    private Optional<Long> term = Optional.empty();
    private String told = "";

    Follower(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void accept(ConnectionSnapshot snapshot) {
      if (snapshot.state() instanceof Connected connected) {
        if (term.isEmpty()) {
          begin(connected);
        }
      } else {
        end(snapshot.state());
      }
    }

    private void begin(Connected connected) {
      long number = connected.session().number();
      supervisor
          .session(NatsSession.class)
          .ifPresent(
              session -> {
                try {
                  Term next =
                      new Term(
                          number,
                          session.connection(),
                          session.jetStream(),
                          session.jetStreamPrefix(),
                          session::denial,
                          () -> Stores.of(session).inspect().lacking());
                  term = Optional.of(number);
                  told = "";
                  listener.connected(next);
                } catch (IOException e) {
                  // The connection was lost meanwhile: the supervisor tells of that next.
                  term = Optional.empty();
                }
              });
    }

    private void end(ConnectionState state) {
      String reason =
          state.failure().map(failure -> failure.oneLine()).orElse(state.word()).strip();
      if (term.isPresent() || !reason.equals(told)) {
        term = Optional.empty();
        told = reason;
        listener.lost(reason);
      }
    }
  }
}
