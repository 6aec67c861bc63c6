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

/** An authority of a test's own, which issues certificates as files in PEM. */
public final class TrialAuthority {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final Path store;

  private TrialAuthority(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("authority.p12");
  }

  /** A new one, which keeps everything in that folder. */
  public static TrialAuthority create(Path folder) throws Exception {
    TrialAuthority authority = new TrialAuthority(folder);
    authority.generate("authority", "-dname", "CN=Trial authority", "-ext", "bc:c");
    return authority;
  }

  /** Its own certificate: what to trust. */
  public Path certificate() throws Exception {
    return pem("authority", "CERTIFICATE", keys().getCertificate("authority").getEncoded());
  }

  /** A certificate for a server of that name, or a client. */
  public ServerCertificate issue(String name) throws Exception {
    return issue(name, "+0d");
  }

  /** The same, which has expired. */
  public ServerCertificate issueExpired(String name) throws Exception {
    return issue(name, "-100d");
  }

  private ServerCertificate issue(String name, String start) throws Exception {
    String alias = name + start.replaceAll("\\W", "");
    generate(
        alias,
        "-dname",
        "CN=" + name,
        "-ext",
        "SAN=dns:" + name,
        "-signer",
        "authority",
        "-startdate",
        start,
        "-validity",
        "50");
    KeyStore keys = keys();
    return new ServerCertificate(
        pem(alias, "CERTIFICATE", keys.getCertificate(alias).getEncoded()),
        pem(alias, "PRIVATE KEY", keys.getKey(alias, PASSWORD.toCharArray()).getEncoded()));
  }

  private void generate(String alias, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
    command.addAll(List.of(more));
    Process keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
  }

  private KeyStore keys() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream bytes = Files.newInputStream(store)) {
      keys.load(bytes, PASSWORD.toCharArray());
    }
    return keys;
  }

  private Path pem(String name, String type, byte[] encoded) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("-----BEGIN " + type + "-----");
    lines.add(Base64.getMimeEncoder().encodeToString(encoded));
    lines.add("-----END " + type + "-----");
    return Files.write(folder.resolve(name + "-" + type.replace(' ', '-') + ".pem"), lines);
  }
}
