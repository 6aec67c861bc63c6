package dev.signalbox.connection.nats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Signs certificates for trials, with {@code openssl}. */
final class TrialAuthority {
  private final Path folder;
  private final String name;

  /**
   * @param name also of its files, so that several fit into one folder
   */
  TrialAuthority(Path folder, String name) throws IOException, InterruptedException {
    this.folder = folder;
    this.name = name;
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        file(name + ".key"),
        "-out",
        file(name + ".pem"),
        "-subj",
        "/CN=" + name);
  }

  /** Its own certificate, for those who trust it. */
  Path certificate() {
    return folder.resolve(name + ".pem");
  }

  /** A certificate and its key, and the same key in other notations. */
  record Signed(Path certificate, Path key) {}

  /** A new key of that kind, with a certificate for localhost that is valid for that many days. */
  Signed sign(String alias, String keyKind, int days) throws IOException, InterruptedException {
    List<String> request =
        new ArrayList<>(List.of("req", "-new", "-nodes", "-subj", "/CN=" + alias));
    request.addAll(
        keyKind.equals("rsa")
            ? List.of("-newkey", "rsa:2048")
            : List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    request.addAll(List.of("-keyout", file(alias + ".key"), "-out", file(alias + ".csr")));
    openssl(request.toArray(String[]::new));
    Files.writeString(folder.resolve("san.cnf"), "subjectAltName=DNS:localhost,IP:127.0.0.9\n");
    openssl(
        "x509",
        "-req",
        "-in",
        file(alias + ".csr"),
        "-CA",
        file(name + ".pem"),
        "-CAkey",
        file(name + ".key"),
        "-CAcreateserial",
        "-days",
        Integer.toString(days),
        "-extfile",
        file("san.cnf"),
        "-out",
        file(alias + ".pem"));
    return new Signed(folder.resolve(alias + ".pem"), folder.resolve(alias + ".key"));
  }

  /** The same key as {@code openssl} writes it with these arguments. */
  Path rewritten(Path key, String... arguments) throws IOException, InterruptedException {
    Path written = Files.createTempFile(folder, "key", ".pem");
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("-in", key.toString(), "-out", written.toString()));
    openssl(command.toArray(String[]::new));
    return written;
  }

  private String file(String file) {
    return folder.resolve(file).toString();
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
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
