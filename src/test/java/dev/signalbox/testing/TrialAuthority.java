package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.ServerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An authority of a test's own, which issues certificates as files in PEM, with {@code openssl}.
 */
public final class TrialAuthority {
  private static final int DAYS = 2;

  /** The least that {@code openssl} takes: until yesterday. */
  private static final int EXPIRED = -1;

  private final Path folder;
  private final String name;

  /**
   * A new one, which keeps everything in that folder.
   *
   * @param name also of its files, so that several fit into one folder
   */
  public TrialAuthority(Path folder, String name) throws IOException, InterruptedException {
    this.folder = folder;
    this.name = name;
    List<String> command =
        new ArrayList<>(List.of("req", "-x509", "-nodes", "-subj", "/CN=" + name));
    command.addAll(newKey("ec"));
    command.addAll(List.of("-keyout", file(name + ".key"), "-out", file(name + ".pem")));
    openssl(folder, command);
  }

  /** Its own certificate: what to trust. */
  public Path certificate() {
    return folder.resolve(name + ".pem");
  }

  /**
   * A certificate for localhost, or for a client, with a new key.
   *
   * @param alias also of its files
   */
  public ServerCertificate issue(String alias) throws IOException, InterruptedException {
    return issue(alias, "ec");
  }

  /**
   * The same with a key of that kind.
   *
   * @param keyKind "ec" or "rsa"
   */
  public ServerCertificate issue(String alias, String keyKind)
      throws IOException, InterruptedException {
    return issue(alias, keyKind, DAYS);
  }

  /** One that has expired. */
  public ServerCertificate issueExpired(String alias) throws IOException, InterruptedException {
    return issue(alias, "ec", EXPIRED);
  }

  private ServerCertificate issue(String alias, String keyKind, int days)
      throws IOException, InterruptedException {
    List<String> request =
        new ArrayList<>(List.of("req", "-new", "-nodes", "-subj", "/CN=" + alias));
    request.addAll(newKey(keyKind));
    request.addAll(List.of("-keyout", file(alias + ".key"), "-out", file(alias + ".csr")));
    openssl(folder, request);
    Files.writeString(folder.resolve("san.cnf"), "subjectAltName=DNS:localhost,IP:127.0.0.9\n");
    List<String> signature = new ArrayList<>(List.of("x509", "-req", "-in", file(alias + ".csr")));
    signature.addAll(List.of("-CA", file(name + ".pem"), "-CAkey", file(name + ".key")));
    signature.addAll(List.of("-CAcreateserial", "-days", Integer.toString(days)));
    signature.addAll(List.of("-extfile", file("san.cnf"), "-out", file(alias + ".pem")));
    openssl(folder, signature);
    return new ServerCertificate(folder.resolve(alias + ".pem"), folder.resolve(alias + ".key"));
  }

  /** The same key as {@code openssl} writes it with these arguments. */
  public Path rewritten(Path key, String... arguments) throws IOException, InterruptedException {
    Path written = Files.createTempFile(folder, "key", ".pem");
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("-in", key.toString(), "-out", written.toString()));
    openssl(folder, command);
    return written;
  }

  private String file(String file) {
    return folder.resolve(file).toString();
  }

  /** What {@code openssl} is to be told for a new key of that kind. */
  static List<String> newKey(String kind) {
    return kind.equals("rsa")
        ? List.of("-newkey", "rsa:2048")
        : List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
  }

  /**
   * Has {@code openssl} do something: a tenth of a second where {@code keytool} starts a JVM.
   *
   * @param folder for what it says
   */
  static void openssl(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(arguments);
    Path output = Files.createTempFile(folder, "openssl", ".txt");
    Process openssl =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(openssl.exitValue()).as(Files.readString(output)).isZero();
  }
}
