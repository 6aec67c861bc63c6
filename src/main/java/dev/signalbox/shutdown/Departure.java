package dev.signalbox.shutdown;

import dev.signalbox.base.Actor;
import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.state.ConnectionSnapshot;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.relay.Relay;
import java.util.concurrent.CompletableFuture;

/**
 * How an owner comes to rest before it leaves the roster: as a disconnect or a stop would bring it
 * there, and within their limits. Whoever still has it then can begin nothing with it.
 */
final class Departure {
  private Departure() {}

  /** Completes when the endpoint is down. */
  static CompletableFuture<?> of(ConnectionSupervisor leaving, Actor by) {
    var _ = leaving.disconnect(by);
    return leaving.when(Departure::isDown).thenAccept(_ -> leaving.retire());
  }

  private static boolean isDown(ConnectionSnapshot snapshot) {
    return snapshot.state() instanceof ConnectionState.Off
        || snapshot.state() instanceof ConnectionState.Failed;
  }

  /** Completes when the relay is not at work any more. */
  static CompletableFuture<?> of(Relay leaving, Actor by) {
    var _ = leaving.stop(by);
    return leaving.when(snapshot -> !snapshot.state().isAtWork()).thenAccept(_ -> leaving.retire());
  }

  /** Whether the operator's last word was that the endpoint should be there. */
  static boolean isWanted(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Connecting _,
          ConnectionState.Connected _,
          ConnectionState.Stale _,
          ConnectionState.Waiting _ ->
          true;
      case ConnectionState.Closing c -> !(c.after() instanceof ConnectionState.AfterClose.StayOff);
      case ConnectionState.Off _, ConnectionState.Cancelling _, ConnectionState.Failed _ -> false;
    };
  }
}
