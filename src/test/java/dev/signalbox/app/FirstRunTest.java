package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.NatsServer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who starts the program without any configuration comes, by the window alone, to a connection that
 * works and to a file that says so.
 */
@Timeout(90)
class FirstRunTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void nothingBecomesAConnectionThatWorks() throws Exception {
    Path output = folder.resolve("output");
    try (NatsServer nats = NatsServer.start()) {
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "--enable-native-access=ALL-UNNAMED",
                  "-Dglass.platform=Headless",
                  "-Dprism.order=sw",
                  "-Djava.awt.headless=true",
                  "-classpath",
                  classPath(),
                  FirstRunProgram.class.getName(),
                  folder.resolve("state").toString(),
                  nats.url())
              .directory(Files.createDirectory(folder.resolve("work")).toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("HOME", folder.resolve("home").toString());
      builder.environment().remove("XDG_CONFIG_HOME");
      Process process = builder.start();
      try {
        boolean ended = process.waitFor(70, TimeUnit.SECONDS);
        List<String> lines = Files.readAllLines(output);
        assertThat(ended).as("%s", lines).isTrue();
        assertThat(process.exitValue()).as("%s", lines).isZero();
        assertThat(lines).anyMatch(line -> line.startsWith("tested: Connected, answers in"));
        assertThat(lines).anyMatch(line -> line.equals("shown: NATS first"));
        assertThat(lines).anyMatch(line -> line.contains("Did save connection first, asked by"));
        Path file = folder.resolve("home/.config/signalbox/signalbox.yaml");
        assertThat(Files.readString(file))
            .startsWith("# What Signalbox connects to.")
            .endsWith(
                "connections:\n  first:\n    type: nats\n    servers: [\"" + nats.url() + "\"]\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      } finally {
        process.destroyForcibly();
      }
    }
  }

  /** Good in any working directory. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
