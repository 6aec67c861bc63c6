package dev.signalbox.testing;

import dev.signalbox.sandbox.ServerCertificate;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate that a server on this machine may show for {@code localhost}, or for a name that is
 * looked up slowly, signed by itself.
 */
public final class TrialCertificate {
  public static final char[] PASSWORD = "changeit".toCharArray();

  private TrialCertificate() {}

  /** A new certificate with its key, as files in that folder. */
  public static ServerCertificate createFiles(Path folder) throws Exception {
    Path certificate = folder.resolve("CERTIFICATE.pem");
    Path key = folder.resolve("PRIVATE-KEY.pem");
    List<String> command =
        new ArrayList<>(List.of("req", "-x509", "-nodes", "-subj", "/CN=localhost"));
    command.addAll(TrialAuthority.newKey("ec"));
    command.addAll(List.of("-addext", "subjectAltName=DNS:localhost,DNS:*.stalled.test"));
    command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
    TrialAuthority.openssl(folder, command);
    return new ServerCertificate(certificate, key);
  }

  /** A new certificate with its key, under the alias "server". */
  public static KeyStore create(Path folder) throws Exception {
    ServerCertificate files = createFiles(folder);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "server", key(files.key()), PASSWORD, new Certificate[] {read(files.certificate())});
    return keys;
  }

  private static Certificate read(Path certificate) throws Exception {
    try (InputStream bytes = Files.newInputStream(certificate)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(bytes);
    }
  }

  private static PrivateKey key(Path file) throws Exception {
    String encoded = Files.readString(file).replaceAll("-----.+-----", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(encoded)));
  }
}
