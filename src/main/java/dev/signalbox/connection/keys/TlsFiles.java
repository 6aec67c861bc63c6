package dev.signalbox.connection.keys;

import dev.signalbox.settings.Secret;
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
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * What TLS takes from files: whom to trust, and what to show to a server that asks. Each call reads
 * them anew, so that a certificate renewed on disk is used by the next connect.
 */
public final class TlsFiles {
  private TlsFiles() {}

  /**
   * Trusts the certificates of that file and no others; without a file those that Java trusts.
   *
   * @throws UnusableFileException if it does not hold what it should
   */
  public static TrustManager[] trusting(Optional<Path> file)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(file.isEmpty() ? null : trusted(file.get()));
    return trust.getTrustManagers();
  }

  private static @Nullable KeyStore trusted(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate each : certificates(file)) {
      store.setCertificateEntry("trusted " + ++number, each);
    }
    return store;
  }

  /**
   * Shows that certificate, and those of its issuers that follow it in the file.
   *
   * @param password of the key, if it is encrypted
   * @throws UnusableFileException if a file does not hold what it should, or both do not match
   */
  public static KeyManager[] showing(Path certificate, Path key, Optional<Secret> password)
      throws IOException, GeneralSecurityException {
    List<Certificate> chain = certificates(certificate);
    PrivateKey secret = new PrivateKeyFile(key, password, chain.getFirst().getPublicKey()).read();
    KeyStore store = emptyStore();
    // The store lives in memory only: there is nothing to protect it from.
    char[] none = new char[0];
    store.setKeyEntry("client", secret, none, chain.toArray(Certificate[]::new));
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
