package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.reading.text.TextFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that hold no configuration at all. */
@Timeout(20)
class FileProblemsTest {
  @TempDir Path folder;
  private ConfigurationFile file;

  @BeforeEach
  void prepare() {
    file = new ConfigurationFile(folder);
  }

  @Test
  void noSuchFile() {
    assertThat(file.problemsOf(file.path(), Map.of()))
        .containsExactly("signalbox.yaml: no such file");
  }

  @Test
  void directory() throws IOException {
    Files.createDirectory(file.path());

    assertThat(file.problemsOf(file.path(), Map.of()))
        .containsExactly("signalbox.yaml: is a directory, not a file");
  }

  @Test
  void unreadableFile() throws IOException {
    Files.createSymbolicLink(file.path(), file.path());

    assertThat(file.problemsOf(file.path(), Map.of()))
        .singleElement()
        .asString()
        .startsWith("signalbox.yaml: too many levels of symbolic links");
  }

  @Test
  void permissionDenied() {
    assertThat(TextFile.reason(new AccessDeniedException("signalbox.yaml")))
        .isEqualTo("permission denied");
  }

  @Test
  void failureWithoutAnyReason() {
    assertThat(TextFile.reason(new IOException())).isEqualTo("cannot be read");
    assertThat(TextFile.reason(new IOException("Input/output error")))
        .isEqualTo("input/output error");
  }

  @Test
  void device() {
    assertThat(file.problemsOf(Path.of("/dev/zero"), Map.of()))
        .containsExactly("/dev/zero: is not a file");
  }

  @Test
  void pipeThatNobodyWritesTo() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", file.path().toString()).start().waitFor()).isZero();

    assertThat(file.problemsOf(file.path(), Map.of()))
        .containsExactly("signalbox.yaml: is not a file");
  }

  @Test
  void socket() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(file.path()));

      assertThat(file.problemsOf(file.path(), Map.of()))
          .containsExactly("signalbox.yaml: is not a file");
    }
  }

  @Test
  void hugeFile() throws IOException {
    try (RandomAccessFile huge = new RandomAccessFile(file.path().toFile(), "rw")) {
      huge.setLength(1L << 40);
    }

    assertThat(file.problemsOf(file.path(), Map.of()))
        .containsExactly("signalbox.yaml: is larger than 1 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
  void textOfWideCharacters(String charset) throws IOException {
    Files.write(file.path(), "connections: {}".getBytes(Charset.forName(charset)));

    assertThat(file.problemsOf(file.path(), Map.of()))
        .containsExactly("signalbox.yaml:1: is UTF-16 or UTF-32 text: save it as UTF-8");
  }

  @Test
  void notUtf8() throws IOException {
    Files.write(file.path(), "a: b\nname: Zürich".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(file.problemsOf(file.path(), Map.of()))
        .containsExactly("signalbox.yaml:2: is not UTF-8 text");
  }

  @Test
  void utf8CutShort() throws IOException {
    Files.write(file.path(), new byte[] {'a', ':', ' ', (byte) 0xC3});

    assertThat(file.problemsOf(file.path(), Map.of()))
        .containsExactly("signalbox.yaml:1: is not UTF-8 text");
  }

  @Test
  void emptyFile() throws IOException {
    assertThat(file.problems("")).containsExactly("signalbox.yaml: the file is empty");
  }

  @Test
  void fileWithCommentsOnly() throws IOException {
    assertThat(file.problems("# nothing\n---\n"))
        .containsExactly("signalbox.yaml: the file is empty");
  }

  @Test
  void rootIsAList() throws IOException {
    assertThat(file.problems("# a list\n- nats\n"))
        .containsExactly(
            "signalbox.yaml:2: expected a mapping with keys such as \"connections\","
                + " found a list");
  }

  @Test
  void rootIsText() throws IOException {
    assertThat(file.problems("nats://localhost"))
        .containsExactly(
            "signalbox.yaml:1: expected a mapping with keys such as \"connections\","
                + " found a single value");
  }

  /** It would grow by what is logged, and be read at the next start. */
  @ParameterizedTest
  @ValueSource(
      strings = {"signalbox.yaml", "./signalbox.yaml", "token", "authority.pem", "a link", "twin"})
  void logFileThatTheConfigurationIsReadFrom(String name) throws IOException {
    Path folder = file.path().resolveSibling("");
    Files.writeString(folder.resolve("token"), "t0ken-of-the-site");
    Files.writeString(folder.resolve("authority.pem"), "");
    Files.createSymbolicLink(folder.resolve("a link"), file.path());
    Files.createLink(folder.resolve("twin"), folder.resolve("token"));

    assertThat(
            file.problems(
                """
                connections:
                  n: {type: nats, servers: ["tls://h"], token: "${file:token}", trust_file: authority.pem}
                log: {file: "%s"}
                """
                    .formatted(name)))
        .containsExactly(
            "signalbox.yaml:3: log.file: is a file that this configuration is read from; name"
                + " another file");
  }

  /** A full log is renamed five times, and would take that name or be written over it. */
  @ParameterizedTest
  @ValueSource(strings = {"a link.2", "token.1", "authority.pem.5", "store.3", "wallet/key.4"})
  void logFileThatIsRenamedToOneThatTheConfigurationIsReadFrom(String name) throws IOException {
    Files.createSymbolicLink(folder.resolve("a link.2"), file.path());
    Files.writeString(folder.resolve("token.1"), "t0ken-of-the-site");
    Files.writeString(folder.resolve("authority.pem.5"), "");
    Path store = Files.writeString(folder.resolve("store.3"), "");
    Files.createDirectory(folder.resolve("wallet"));
    Files.writeString(folder.resolve("wallet/key.4"), "");

    assertThat(
            file.problems(
                """
                connections:
                  n: {type: nats, servers: ["tls://h"], token: "${file:token.1}", trust_file: authority.pem.5}
                  o: {type: oracle, url: //h/S, username: u, password: ask, wallet: wallet,
                      properties: {"javax.net.ssl.trustStore": "%s"}}
                log: {file: "%s"}
                """
                    .formatted(store, name.substring(0, name.length() - 2))))
        .containsExactly(
            "signalbox.yaml:5: log.file: a full file is renamed to \"%s\", which this configuration"
                    .formatted(Path.of(name).getFileName())
                + " is read from; name another file");
  }

  /** Nor is one in a wallet, or one that a driver reads. */
  @ParameterizedTest
  @ValueSource(strings = {"store", "wallet/cwallet.sso"})
  void logFileThatADriverReads(String name) throws IOException {
    Path store = Files.writeString(folder.resolve("store"), "");
    Files.createDirectory(folder.resolve("wallet"));
    Files.writeString(folder.resolve("wallet/cwallet.sso"), "");

    assertThat(
            file.problems(
                """
                connections:
                  o: {type: oracle, url: //h/S, username: u, password: ask, wallet: wallet,
                      properties: {"javax.net.ssl.trustStore": "%s"}}
                log: {file: "%s"}
                """
                    .formatted(store, name)))
        .containsExactly(
            "signalbox.yaml:4: log.file: is a file that this configuration is read from; name"
                + " another file");
  }
}
