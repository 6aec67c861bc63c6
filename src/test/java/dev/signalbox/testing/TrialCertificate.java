package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.ServerCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that a server on this machine may show for {@code localhost}, or for a name that is
 * looked up slowly, signed by itself.
 */
public final class TrialCertificate {
  public static final char[] PASSWORD = "changeit".toCharArray();

  private TrialCertificate() {}

  /** A new certificate with its key, as files in that folder. */
  public static ServerCertificate createFiles(Path folder) throws Exception {
    KeyStore keys = create(folder);
    return new ServerCertificate(
        pem(folder, "CERTIFICATE", keys.getCertificate("server").getEncoded()),
        pem(folder, "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded()));
  }

  private static Path pem(Path folder, String type, byte[] encoded) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("-----BEGIN " + type + "-----");
    lines.add(Base64.getMimeEncoder().encodeToString(encoded));
    lines.add("-----END " + type + "-----");
    return Files.write(folder.resolve(type.replace(' ', '-') + ".pem"), lines);
  }

  /** A new certificate with its key, under the alias "server". */
  public static KeyStore create(Path folder) throws Exception {
    Path store = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,dns:*.stalled.test",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(store)) {
      keys.load(bytes, PASSWORD);
    }
    return keys;
  }
}
