package dev.signalbox.connection.nats.wire;

import dev.signalbox.connection.driver.ConnectScope;
import dev.signalbox.connection.state.ConnectPhase;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.TlsFacts;
import io.nats.client.Options;
import io.nats.client.ServerPool;
import io.nats.client.support.NatsUri;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One login at one address, as the driver sees it: a pool with that address alone, which is gone
 * once it was tried or the attempt is abandoned. It is also where the driver's socket, which the
 * driver makes by itself, finds whom to tell what happens. Thread-safe.
 */
public final class AddressAttempt implements ServerPool {
  private static final int MOST_ANNOUNCED = 64;

  private final ConnectScope scope;
  private final String host;
  private final NatsUri address;
  private final AnswersDue due = new AnswersDue();
  private volatile List<String> announced = List.of();
  private volatile boolean tried;
  private volatile @Nullable IOException refusal;
  private volatile @Nullable IOException loss;
  private volatile String connected = "";
  private volatile Optional<TlsFacts> tls = Optional.empty();

  /**
   * @param host the name that the address was found under, which a certificate has to name
   * @param address where that is
   */
  public AddressAttempt(ConnectScope scope, String host, InetSocketAddress address)
      throws URISyntaxException {
    this.scope = scope;
    this.host = host;
    String numbers = address.getAddress().getHostAddress();
    this.address =
        new NatsUri(
            "nats://%s:%d"
                .formatted(
                    numbers.contains(":") ? "[" + numbers + "]" : numbers, address.getPort()));
  }

  /** What the driver is to call the address. */
  public String url() {
    return address.toString();
  }

  String host() {
    return host;
  }

  /** How large the server's messages may be. */
  public AnswersDue due() {
    return due;
  }

  /** Why the server did not let us in, if it has said so or shown it. */
  public Optional<IOException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** The first reason is the true one: what follows comes from giving up. */
  void refused(IOException reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }

  /**
   * Why a connection that was open has ended, if it has. The driver does nothing about it if that
   * happens just before it is done with connecting.
   */
  public Optional<IOException> loss() {
    return Optional.ofNullable(loss);
  }

  void lost(IOException reason) {
    loss = reason;
  }

  /** The server has let us in, at that end of the socket. */
  void opened(Socket socket) {
    connected = Peer.address(socket);
    tls =
        socket instanceof SSLSocket s ? Optional.of(TlsFacts.of(s.getSession())) : Optional.empty();
  }

  /** Who has let us in, by that version of the server. */
  public Peer peer(String version) {
    return new Peer(connected, tls, "nats-server " + version);
  }

  /** Other servers of the same cluster, as this one tells. */
  public List<String> announced() {
    return announced;
  }

  /**
   * What the driver does next, on whichever of its threads that is.
   *
   * @throws dev.signalbox.connection.driver.AttemptAbandonedException if nobody wants it any more
   */
  void enter(ConnectPhase phase) {
    scope.enter(phase);
  }

  @Override
  public void initialize(Options options) {
    // The address is known.
  }

  /** They are remembered, but tried in this attempt never: this server may be a stranger. */
  @Override
  public boolean acceptDiscoveredUrls(List<String> urls) {
    announced = urls.stream().limit(MOST_ANNOUNCED).toList();
    return false;
  }

  @Override
  public @Nullable NatsUri peekNextServer() {
    return tried || scope.isAbandoned() ? null : address;
  }

  @Override
  public @Nullable NatsUri nextServer() {
    NatsUri next = peekNextServer();
    tried = true;
    return next;
  }

  /** Deprecated, but the one method of its kind that has to be there. */
  @Override
  @SuppressWarnings("deprecation")
  public @Nullable List<String> resolveHostToIps(String address) {
    return null;
  }

  @Override
  public void connectSucceeded(NatsUri server) {
    // Whoever connects learns it from the connection.
  }

  @Override
  public void connectFailed(NatsUri server) {
    // Whoever connects learns it from the exception.
  }

  @Override
  public List<String> getServerList() {
    return List.of(url());
  }

  @Override
  public boolean hasSecureServer() {
    return false;
  }
}
