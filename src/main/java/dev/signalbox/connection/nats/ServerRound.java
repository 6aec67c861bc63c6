package dev.signalbox.connection.nats;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.driver.AttemptAbandonedException;
import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.nats.ServersFailedException.ServerFailure;
import dev.signalbox.connection.state.ConnectPhase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Goes from server to server until one lets us in. Each gets a fair part of the time that is left,
 * and within it each of its addresses, so that the last one is tried as well; a single one gets
 * all.
 */
final class ServerRound {
  /** What ends with the attempt's own deadline is ended, and told, by the attempt. */
  static final Duration BEYOND_DEADLINE = Duration.ofSeconds(1);

  private final ConnectScope scope;
  private final List<ServerFailure> failures = new ArrayList<>();

  ServerRound(ConnectScope scope) {
    this.scope = scope;
  }

  /** Logs in at one address, within that time. */
  @FunctionalInterface
  interface Login<T> {
    T at(ServerTarget server, InetSocketAddress address, Duration limit) throws Exception;
  }

  /**
   * What the login at the first good address yields. The servers are tried in random order, so that
   * many clients spread over them.
   *
   * @throws ServersFailedException if several addresses have failed, otherwise the one failure
   */
  <T> T firstOf(List<ServerTarget> servers, Login<T> login) throws Exception {
    List<ServerTarget> order = new ArrayList<>(servers);
    Collections.shuffle(order);
    for (int i = 0; i < order.size(); i++) {
      Deadline part = part(scope.deadline(), order.size() - i);
      scope.enter(ConnectPhase.NAME_RESOLUTION);
      ServerTarget server = order.get(i);
      List<InetSocketAddress> addresses;
      try {
        addresses = server.addresses();
      } catch (IOException e) {
        failed(server, e);
        continue;
      }
      for (int j = 0; j < addresses.size(); j++) {
        try {
          return login.at(server, addresses.get(j), limit(part(part, addresses.size() - j)));
        } catch (IOException e) {
          failed(server, e);
        }
      }
    }
    if (failures.size() == 1) {
      throw failures.getFirst().cause();
    }
    throw new ServersFailedException(failures);
  }

  private static Deadline part(Deadline whole, int parts) {
    return parts == 1 ? whole : whole.within(whole.remaining().dividedBy(parts));
  }

  private Duration limit(Deadline part) {
    Duration left = part.remaining();
    return part.equals(scope.deadline()) ? left.plus(BEYOND_DEADLINE) : left;
  }

  /** The driver swallows the interrupt that is meant to end the whole attempt. */
  private void failed(ServerTarget server, IOException cause) {
    if (scope.isAbandoned()) {
      throw new AttemptAbandonedException();
    }
    failures.add(new ServerFailure(server.url(), cause));
  }
}
