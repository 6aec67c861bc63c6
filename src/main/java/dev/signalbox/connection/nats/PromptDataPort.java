package dev.signalbox.connection.nats;

import dev.signalbox.connection.state.ConnectPhase;
import io.nats.client.Options;
import io.nats.client.impl.SocketDataPort;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The driver's socket, which tells the attempt how far it has come, with two differences under TLS:
 * the certificate has to name the host, which the driver does not ask for, and closing does not
 * wait a second for a reader that it cannot wake. Made by the driver, by name.
 */
public final class PromptDataPort extends SocketDataPort {
  private @Nullable Options options;
  private @Nullable Socket plain;

  @Override
  public void afterConstruct(Options options) {
    super.afterConstruct(options);
    this.options = options;
    enter(ConnectPhase.TCP);
  }

  @Override
  public void upgradeToSecure() throws IOException {
    if (options == null) {
      throw new IllegalStateException("The driver gave no options");
    }
    enter(ConnectPhase.TLS);
    String name =
        options.getServerPool() instanceof AttemptServerPool servers ? servers.nameOf(host) : host;
    SSLSocket secured =
        (SSLSocket)
            options.getSslContext().getSocketFactory().createSocket(socket, name, port, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    plain = socket;
    socket = secured;
    in = secured.getInputStream();
    out = secured.getOutputStream();
    isSecure = true;
    enter(ConnectPhase.LOGIN);
  }

  private void enter(ConnectPhase phase) {
    if (options != null && options.getServerPool() instanceof AttemptServerPool servers) {
      servers.enter(phase);
    }
  }

  /** Wakes the reader. A TLS socket cannot be shut down for input alone, the one below it can. */
  @Override
  public void shutdownInput() throws IOException {
    if (plain != null) {
      plain.shutdownInput();
    } else {
      super.shutdownInput();
    }
  }
}
