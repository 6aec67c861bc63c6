package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.jdbc.wire.TrackedSocket;
import dev.signalbox.connection.keys.TlsFiles;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.export.SslMode;
import org.mariadb.jdbc.plugin.tls.main.DefaultTlsSocketPlugin;

/**
 * TLS to MariaDB as Java does it. The driver's own way takes a server whom nobody vouches for, if
 * that can prove to know the password; by then the server has something to guess the password by.
 * Where the operator has chosen by driver options, the driver's way it is. Made by the driver, anew
 * for each connect.
 */
public final class StrictTls extends DefaultTlsSocketPlugin {
  /** The name by which the driver is asked for it. */
  static final String TYPE = "Signalbox";

  /** The option that says that the driver's own way is not meant; its value is not looked at. */
  static final String STRICT = "signalbox.tls";

  static final String TRUST_FILE = "signalbox.trustFile";
  static final String CERTIFICATE_FILE = "signalbox.certificateFile";
  static final String KEY_FILE = "signalbox.keyFile";

  private @Nullable String host;
  private boolean namesChecked;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public TrustManager[] getTrustManager(
      Configuration configuration, ExceptionFactory exceptions, HostAddress address)
      throws SQLException {
    host = address.host;
    if (option(configuration, STRICT).isEmpty()) {
      return super.getTrustManager(configuration, exceptions, address);
    }
    namesChecked = configuration.sslMode() == SslMode.VERIFY_FULL;
    try {
      return TlsFiles.trusting(option(configuration, TRUST_FILE).map(Path::of));
    } catch (IOException | GeneralSecurityException e) {
      throw new SQLException("The certificates to trust cannot be read", e);
    }
  }

  @Override
  public KeyManager @Nullable [] getKeyManager(
      Configuration configuration, ExceptionFactory exceptions) throws SQLException {
    Optional<Path> certificate = option(configuration, CERTIFICATE_FILE).map(Path::of);
    Optional<Path> key = option(configuration, KEY_FILE).map(Path::of);
    if (certificate.isEmpty() || key.isEmpty()) {
      return super.getKeyManager(configuration, exceptions);
    }
    try {
      return TlsFiles.showing(certificate.get(), key.get(), Optional.empty());
    } catch (IOException | GeneralSecurityException e) {
      throw new SQLException("The client's certificate cannot be read", e);
    }
  }

  private static Optional<String> option(Configuration configuration, String name) {
    return Optional.ofNullable(configuration.nonMappedOptions().getProperty(name));
  }

  @Override
  public SSLSocket createSocket(Socket socket, SSLSocketFactory factory) throws IOException {
    SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
    if (namesChecked) {
      SSLParameters parameters = encrypted.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      encrypted.setSSLParameters(parameters);
    }
    PhysicalConnect.current().ifPresent(connect -> connect.encrypted(encrypted));
    return socket instanceof TrackedSocket tracked ? tracked.encrypted(encrypted) : encrypted;
  }

  @Override
  public void verify(String host, SSLSession session, long serverThreadId)
      throws javax.net.ssl.SSLException {
    if (!namesChecked) {
      super.verify(host, session, serverThreadId);
    }
  }
}
