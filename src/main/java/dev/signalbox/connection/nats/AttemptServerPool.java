package dev.signalbox.connection.nats;

import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.state.ConnectPhase;
import io.nats.client.impl.NatsServerPool;
import io.nats.client.support.NatsUri;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one attempt. The driver swallows an interrupt and goes on with the next server, so
 * there is none any more once the attempt is abandoned. It also remembers which name an address was
 * found under, because the certificate has to match the name. Thread-safe.
 */
final class AttemptServerPool extends NatsServerPool {
  private final ConnectScope scope;
  private final Map<String, String> namesByAddress = new ConcurrentHashMap<>();

  AttemptServerPool(ConnectScope scope) {
    this.scope = scope;
  }

  @Override
  public @Nullable NatsUri peekNextServer() {
    return scope.isAbandoned() ? null : super.peekNextServer();
  }

  @Override
  public @Nullable NatsUri nextServer() {
    return scope.isAbandoned() ? null : super.nextServer();
  }

  @Override
  public @Nullable List<String> resolveHostToIps(
      String host, boolean maxOneResult, boolean includeIPV6) {
    List<String> addresses = super.resolveHostToIps(host, maxOneResult, includeIPV6);
    if (addresses != null) {
      addresses.forEach(address -> namesByAddress.put(address, host));
    }
    return addresses;
  }

  /** The configured name of that address; the address itself if it was configured as such. */
  String nameOf(String address) {
    return namesByAddress.getOrDefault(address, address);
  }

  /**
   * What the driver does next for one address, on whichever of its threads that is.
   *
   * @throws dev.signalbox.connection.driver.AttemptAbandonedException if nobody wants it any more
   */
  void enter(ConnectPhase phase) {
    scope.enter(phase);
  }
}
