package dev.signalbox.connection.driver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys in PEM, as TLS needs them. Blocking; every method reads the files anew, so
 * that a certificate renewed on disk is used by the next connect.
 */
public final class PemFiles {
  /** No file of certificates comes near it. */
  private static final int LARGEST = 4 * 1024 * 1024;

  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** What makes a key of PKCS #1 one of PKCS #8: version 0, and the algorithm's identifier. */
  private static final String RSA_HEADER = "020100300d06092a864886f70d0101010500";

  private PemFiles() {}

  /**
   * Trusts the certificates of that file and no others; without a file those that Java trusts.
   *
   * @throws UnusableFileException if it holds no certificate
   */
  public static TrustManager[] trusting(Optional<Path> file)
      throws IOException, GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(file.isEmpty() ? null : store(file.get()));
    return factory.getTrustManagers();
  }

  private static @Nullable KeyStore store(Path file) throws IOException, GeneralSecurityException {
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
   * @throws UnusableFileException if a file does not hold what it should, or both do not match
   */
  public static KeyManager[] presenting(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    Certificate[] chain = certificates(certificate).toArray(Certificate[]::new);
    PrivateKey secret = key(key);
    if (!secret.getAlgorithm().equals(chain[0].getPublicKey().getAlgorithm())) {
      throw new UnusableFileException(
          key, "is not the key of " + certificate, "Configure a certificate and its own key.");
    }
    store.setKeyEntry("client", secret, new char[0], chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path file) throws IOException {
    try {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(file)));
      if (!found.isEmpty()) {
        return found;
      }
    } catch (CertificateException e) {
      throw noCertificate(file, e);
    }
    throw noCertificate(file, null);
  }

  private static UnusableFileException noCertificate(Path file, @Nullable Exception cause) {
    UnusableFileException unusable =
        new UnusableFileException(
            file,
            "holds no readable certificate",
            "Configure a file in PEM, with \"-----BEGIN CERTIFICATE-----\" in it.");
    unusable.initCause(cause);
    return unusable;
  }

  private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
    String text = new String(read(file), StandardCharsets.US_ASCII);
    Optional<byte[]> rsa = block(file, text, "RSA PRIVATE KEY");
    byte[] encoded =
        rsa.isPresent()
            ? withHeader(rsa.get())
            : block(file, text, "PRIVATE KEY").orElseThrow(() -> noKey(file));
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException _) {
        // Of another algorithm.
      }
    }
    throw noKey(file);
  }

  private static Optional<byte[]> block(Path file, String text, String type)
      throws UnusableFileException {
    String beginning = "-----BEGIN " + type + "-----";
    int from = text.indexOf(beginning);
    int to = from < 0 ? -1 : text.indexOf("-----END " + type + "-----", from);
    if (to < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Base64.getMimeDecoder().decode(text.substring(from + beginning.length(), to)));
    } catch (IllegalArgumentException e) {
      UnusableFileException unusable = noKey(file);
      unusable.initCause(e);
      throw unusable;
    }
  }

  private static UnusableFileException noKey(Path file) {
    return new UnusableFileException(
        file,
        "holds no readable private key",
        "Configure a key in PEM without a passphrase: openssl pkcs8 -topk8 -nocrypt -in KEY.");
  }

  private static byte[] withHeader(byte[] rsa) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(HexFormat.of().parseHex(RSA_HEADER));
    content.writeBytes(element(4, rsa));
    return element(48, content.toByteArray());
  }

  /** A value with its tag and its length, as DER has them. */
  private static byte[] element(int tag, byte[] value) {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.write(tag);
    if (value.length < 128) {
      encoded.write(value.length);
    } else {
      encoded.write(130);
      encoded.write(value.length >> 8);
      encoded.write(value.length);
    }
    encoded.writeBytes(value);
    return encoded.toByteArray();
  }

  private static byte[] read(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] content = bytes.readNBytes(LARGEST);
      if (bytes.read() >= 0) {
        throw new UnusableFileException(
            file, "is far too large", "Configure a file in PEM with certificates or a key.");
      }
      return content;
    }
  }
}
