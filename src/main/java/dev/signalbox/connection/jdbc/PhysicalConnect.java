package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.jdbc.wire.TrackedSocket;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.TlsFacts;
import java.io.IOException;
import java.net.ProtocolException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One physical connect under way, shown what the driver opens for it: a driver that fails over a
 * malformed reply forgets to close that, and one that is fed byte by byte never ends by itself.
 * Thread-safe.
 */
final class PhysicalConnect {
  private static final ScopedValue<PhysicalConnect> CURRENT = ScopedValue.newInstance();

  private final Consumer<ProtocolException> refusals;
  private final List<TrackedSocket> sockets = new ArrayList<>();
  private @Nullable SSLSocket encrypted;
  private boolean expired;

  /**
   * @param refusals is told, also once it has succeeded, why its server is not listened to
   */
  PhysicalConnect(Consumer<ProtocolException> refusals) {
    this.refusals = refusals;
  }

  /** The one that the calling thread works for; the driver also connects to end a statement. */
  static Optional<PhysicalConnect> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** Calls the driver. */
  <T extends @Nullable Object> T run(ScopedValue.CallableOp<T, SQLException> driver)
      throws SQLException {
    return ScopedValue.where(CURRENT, this).call(driver);
  }

  void refused(ProtocolException refusal) {
    refusals.accept(refusal);
  }

  synchronized void opened(TrackedSocket socket) {
    sockets.add(socket);
  }

  synchronized void encrypted(SSLSocket socket) {
    encrypted = socket;
  }

  /** It has taken too long: the driver's next read fails. */
  synchronized void expire() {
    expired = true;
    closeSockets(null);
  }

  synchronized boolean hasExpired() {
    return expired;
  }

  /** The login is over: from now on rows may come. */
  synchronized void succeeded() {
    sockets.forEach(TrackedSocket::loggedIn);
  }

  /** Nothing of it stays. */
  synchronized void failed(Throwable failure) {
    closeSockets(failure);
  }

  private void closeSockets(@Nullable Throwable failure) {
    for (TrackedSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        if (failure != null) {
          failure.addSuppressed(e);
        }
      }
    }
  }

  /** Where it led to; empty where the driver does not show its socket. */
  synchronized Optional<String> address() {
    return sockets.isEmpty() ? Optional.empty() : Optional.of(Peer.address(sockets.getLast()));
  }

  synchronized Optional<TlsFacts> tls() {
    return Optional.ofNullable(encrypted).map(socket -> TlsFacts.of(socket.getSession()));
  }
}
