package dev.signalbox.connection.nats.keys;

import dev.signalbox.settings.NatsTls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as it is configured: whom to trust, and what to show to a server that asks. */
public final class TlsFiles {
  private TlsFiles() {}

  /**
   * A context that trusts and shows what these files hold.
   *
   * @throws UnusableFileException if one of them does not hold what it should
   */
  public static SSLContext context(NatsTls tls) throws IOException, GeneralSecurityException {
    TrustManager @Nullable [] trusted =
        tls.trustFile().isPresent() ? trusting(tls.trustFile().get()) : null;
    KeyManager @Nullable [] shown = tls.certificateFile().isPresent() ? showing(tls) : null;
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, trusted, null);
    return context;
  }

  private static TrustManager[] trusting(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate certificate : certificates(file)) {
      store.setCertificateEntry("trusted " + ++number, certificate);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private static KeyManager[] showing(NatsTls tls) throws IOException, GeneralSecurityException {
    List<Certificate> chain = certificates(tls.certificateFile().orElseThrow());
    PrivateKey key =
        new PrivateKeyFile(
                tls.keyFile().orElseThrow(), tls.keyPassword(), chain.getFirst().getPublicKey())
            .read();
    KeyStore store = emptyStore();
    // The store lives in memory only: there is nothing to protect it from.
    char[] none = new char[0];
    store.setKeyEntry("client", key, none, chain.toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, none);
    return keys.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new UncheckedIOException("A store in memory cannot be made", e);
    }
  }

  private static List<Certificate> certificates(Path file)
      throws IOException, CertificateException {
    List<Certificate> certificates = new ArrayList<>();
    for (Pem block : Pem.read(file)) {
      if (block.type().endsWith("CERTIFICATE")) {
        certificates.add(certificate(file, block));
      }
    }
    if (certificates.isEmpty()) {
      throw new UnusableFileException(
          file, "holds no certificate", "Configure a file with certificates in PEM.");
    }
    return certificates;
  }

  private static Certificate certificate(Path file, Pem block)
      throws UnusableFileException, CertificateException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    byte[] encoded = block.decoded().orElseThrow(() -> damaged(file));
    try {
      return factory.generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      UnusableFileException damaged = damaged(file);
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static UnusableFileException damaged(Path file) {
    return new UnusableFileException(
        file, "holds a damaged certificate", "Get the file anew from whoever made it.");
  }
}
