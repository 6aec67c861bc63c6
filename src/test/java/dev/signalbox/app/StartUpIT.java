package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program answers where it cannot even begin, and how its start script finds a JDK. */
class StartUpIT {
  @TempDir private Path folder;

  /** It ends by itself with this code, and nothing it writes looks like a crash. */
  private BuiltProgram ended(int code, String... arguments) throws Exception {
    return ended(code, Map.of(), arguments);
  }

  private BuiltProgram ended(int code, Map<String, String> environment, String... arguments)
      throws Exception {
    try (BuiltProgram program = BuiltProgram.start(folder, environment, arguments)) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE))
          .as("%s %s", program.output(), program.errors())
          .isEqualTo(code);
      program.assertNoStackTrace();
      return program;
    }
  }

  @Test
  void unknownOption() throws Exception {
    BuiltProgram program = ended(1, "--bogus");
    assertThat(program.errors().getFirst()).isEqualTo("Unknown option: '--bogus'");
  }

  @Thorough
  @Test
  void anOptionThatCommandsTheTerminal() throws Exception {
    BuiltProgram program = ended(1, "--bo\u001b[2Jgus");
    assertThat(program.errors().getFirst()).isEqualTo("Unknown option: '--bo\\u001b[2Jgus'");
  }

  @Test
  void noConfigurationAnywhere() throws Exception {
    BuiltProgram program = ended(1, "--headless");
    assertThat(program.output()).isEmpty();
    assertThat(program.errors())
        .containsExactly(
            "No configuration. Looked for:",
            "  " + folder.resolve("signalbox.yaml"),
            "  " + folder.resolve("signalbox/signalbox.yaml"),
            "Create one of them, or name a file with --config FILE.");
  }

  @Thorough
  @Test
  void configurationBelowTheShellsHome() throws Exception {
    Path home = folder.resolve("home");
    Path folderOfOurs = Files.createDirectories(home.resolve(".config/signalbox"));
    Path file = Files.writeString(folderOfOurs.resolve("signalbox.yaml"), "connections: {}\n");
    BuiltProgram program =
        ended(1, Map.of("HOME", home.toString(), "XDG_CONFIG_HOME", ""), "check");
    assertThat(program.errors()).singleElement().asString().startsWith(file + ":1: connections: ");
  }

  @Test
  void noHomeToLookIn() throws Exception {
    Map<String, String> environment =
        Map.of("HOME", "", "XDG_CONFIG_HOME", "", "SIGNALBOX_JAVA_OPTIONS", "-Duser.home=?");
    assertThat(ended(1, environment, "check").errors())
        .containsExactly(
            "No configuration. Looked for:",
            "  " + folder.resolve("signalbox.yaml"),
            "There is no home directory to look in: set HOME.",
            "Create one of them, or name a file with --config FILE.");
  }

  @Thorough
  @Test
  void configurationThatIsNotThere() throws Exception {
    BuiltProgram program = ended(1, "--headless", "--config", "absent.yaml");
    assertThat(program.output()).isEmpty();
    assertThat(program.errors()).singleElement().asString().contains("absent.yaml", "no such file");
  }

  @Thorough
  @ParameterizedTest
  @ValueSource(strings = {"--headless", "check"})
  void nothingToDo(String command) throws Exception {
    Files.writeString(folder.resolve("empty.yaml"), "connections: {}\n");
    BuiltProgram program = ended(1, command, "--config", "empty.yaml");
    assertThat(program.output()).isEmpty();
    assertThat(program.errors())
        .singleElement()
        .asString()
        .contains("empty.yaml:1: connections: there is no");
  }

  @Test
  void invalidYaml() throws Exception {
    Files.writeString(folder.resolve("broken.yaml"), "connections:\n  nats: {type: nats\n");
    BuiltProgram program = ended(1, "--headless", "--config", "broken.yaml");
    assertThat(program.output()).isEmpty();
    assertThat(program.errors()).singleElement().asString().contains("broken.yaml:");
  }

  @Thorough
  @Test
  void unknownKeyWithTheNearestOne() throws Exception {
    Path file =
        ConfigurationText.empty()
            .nats("nats://127.0.0.1:4222", "connect_timeout: 1")
            .with("retry: {enabledd: false}\n")
            .write(folder);
    BuiltProgram program = ended(1, "check", "--config", file.toString());
    assertThat(program.output()).isEmpty();
    assertThat(program.errors())
        .singleElement()
        .asString()
        .contains("trial.yaml:4: retry.enabledd", "\"enabled\"");
  }

  @Test
  void noDisplay() throws Exception {
    BuiltProgram program = ended(1);
    assertThat(program.log())
        .containsExactly(
            "ERROR No window can be opened: neither DISPLAY nor WAYLAND_DISPLAY is set."
                + " Run with --headless, or set DISPLAY.");
    assertThat(program.errors()).isEmpty();
  }

  @Thorough
  @Test
  void displayThatIsNotThere() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("there.yaml"),
            "connections: {nats: {type: nats, servers: [\"nats://127.0.0.1:1\"]}}");
    Path fleet =
        Files.writeString(
            folder.resolve("fleet.yaml"), "fleet: {servers: [\"nats://127.0.0.1:1\"], name: test}");
    for (String[] arguments :
        List.of(
            new String[0],
            new String[] {"--config", file.toString()},
            new String[] {"--config=" + file},
            new String[] {"--fleet", fleet.toString()})) {
      BuiltProgram program = ended(1, Map.of("DISPLAY", ":4711"), arguments);
      assertThat(program.log())
          .filteredOn(line -> line.startsWith("ERROR"))
          .singleElement()
          .asString()
          .startsWith("ERROR No window can be opened: ");
      assertThat(program.log()).noneMatch(line -> line.contains("Connecting to NATS at"));
      assertThat(program.errors()).isEmpty();
    }
  }

  @Test
  void nothingIsConnectedToBeforeTheWindowHasBeenDrawn() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("drawn.yaml"),
            """
            connections: {nats: {type: nats, servers: ["nats://127.0.0.1:1"]}}
            log: {level: debug}
            """);
    try (VirtualDisplay display = VirtualDisplay.start();
        BuiltProgram program =
            BuiltProgram.start(
                folder, Map.of("DISPLAY", display.name()), "--config", file.toString())) {
      program.awaitLine("Connecting to NATS");

      assertThat(program.output())
          .filteredOn(
              line -> line.contains("The window has been drawn") || line.contains("Connecting to"))
          .first()
          .asString()
          .contains("The window has been drawn");
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
  }

  @Thorough
  @Test
  void help() throws Exception {
    BuiltProgram program = ended(0, "--help");
    assertThat(program.output())
        .anyMatch(line -> line.startsWith("Usage: signalbox"))
        .anyMatch(line -> line.contains("--headless"))
        .anyMatch(line -> line.contains("check"))
        .anyMatch(line -> line.contains("Exit codes: 0 orderly"));
    assertThat(program.errors()).isEmpty();
  }

  @Test
  void version() throws Exception {
    BuiltProgram program = ended(0, "--version");
    assertThat(program.output().getFirst()).matches("Signalbox \\d+\\.\\d+\\.\\d+.*");
    assertThat(program.errors()).isEmpty();
  }

  @Thorough
  @ParameterizedTest
  @CsvSource({
    "--version, >/dev/full", "--version, >&-",
    "--help, >/dev/full", "--help, >&-",
    "check --help, >/dev/full"
  })
  void whatNobodyCanReadIsNotSaid(String option, String redirection) throws Exception {
    String script = "exec %s %s %s".formatted(BuiltProgram.launcher(), option, redirection);
    try (BuiltProgram program =
        BuiltProgram.start(Path.of("/bin/sh"), folder, Map.of(), "-c", script)) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(1);
      assertThat(program.errors()).containsExactly("signalbox: standard output cannot be written");
    }
  }

  /** A Java home as an older release has it; running it would be noticed. */
  private Path olderJava() throws IOException {
    Path home = Files.createDirectories(folder.resolve("older"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n");
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho older java\nexit 99\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }

  @Test
  void olderJavaFirstOnThePath() throws Exception {
    String path = olderJava().resolve("bin") + ":" + System.getenv("PATH");
    assertThat(ended(0, Map.of("PATH", path), "--version").output().getFirst())
        .startsWith("Signalbox ");
  }

  @Thorough
  @Test
  void olderJavaAskedFor() throws Exception {
    Path home = olderJava();
    BuiltProgram program = ended(1, Map.of("JAVA_HOME", home.toString()), "--version");
    assertThat(program.output()).isEmpty();
    assertThat(program.errors())
        .containsExactly("signalbox: JAVA_HOME (" + home + ") is not a JDK 25 or newer");
  }

  @Thorough
  @Test
  void startedThroughALink() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("link"), BuiltProgram.launcher().toRealPath());
    try (BuiltProgram program = BuiltProgram.start(link, folder, Map.of(), "--version")) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
  }
}
