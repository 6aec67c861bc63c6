package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Thorough;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The built program is asked from outside how it is. */
class HealthIT {
  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  /** Nothing listens there; it is tried again and again. */
  private static final ConfigurationText NOBODY =
      ConfigurationText.empty().nats("nats://127.0.0.1:1", "connect_timeout: 30");

  @TempDir private Path folder;

  /** What the question printed, after having ended with that code. */
  private List<String> ask(int code, Path file, String... options) throws Exception {
    return ask(Map.of(), code, file, options);
  }

  private List<String> ask(Map<String, String> environment, int code, Path file, String... options)
      throws Exception {
    String[] words = new String[options.length + 3];
    words[0] = "health";
    words[1] = "--config";
    words[2] = file.toString();
    System.arraycopy(options, 0, words, 3, options.length);
    try (BuiltProgram question = BuiltProgram.start(folder, environment, words)) {
      assertThat(question.awaitExit(BuiltProgram.PATIENCE))
          .as("%s %s", question.output(), question.errors())
          .isEqualTo(code);
      assertThat(question.errors()).isEmpty();
      return question.output();
    }
  }

  @Test
  void anEngineIsWellWhileItPollsAndGoneAfterItsEnd() throws Exception {
    Path file = SERVERS.connected().polling("healthy").write(folder);
    assertThat(ask(2, file)).containsExactly("nothing runs on " + file);

    try (BuiltProgram program = BuiltProgram.headless(folder, file)) {
      program.awaitLine("Polling started for healthy");

      List<String> said = ask(0, file);
      assertThat(said).hasSize(5);
      assertThat(said.get(0)).isEqualTo("process %d (headless)".formatted(program.pid()));
      assertThat(said.get(1)).isEqualTo("  ok     signalbox: Open");
      assertThat(said.get(2)).startsWith("  ok     connection nats: Connected");
      assertThat(said.get(3)).startsWith("  ok     connection mariadb: Connected");
      assertThat(said.get(4)).isEqualTo("  ok     relay healthy: Running");

      assertThat(ask(0, file, "--json"))
          .singleElement()
          .asString()
          .startsWith("{\"running\":true,\"well\":true,\"engines\":[{\"pid\":" + program.pid());

      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.errors()).isEmpty();
    }
    assertThat(ask(2, file)).containsExactly("nothing runs on " + file);
  }

  @Thorough
  @Test
  void oneThatWaitsForAServerThatHangsOrHasCrashedIsNotWell() throws Exception {
    Path file = NOBODY.write(folder);
    try (BuiltProgram program = BuiltProgram.headless(folder, file)) {
      program.awaitLine("Connecting to NATS");
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(ask(2, file))
                      .hasSize(3)
                      .anySatisfy(
                          line -> assertThat(line).startsWith("  FAILED connection nats:")));

      program.signal("STOP");
      long began = System.nanoTime();
      assertThat(ask(2, file))
          .containsExactly("process %d has not answered for 1 s".formatted(program.pid()));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BuiltProgram.PROMPT);

      program.kill();
      assertThat(ask(2, file)).containsExactly("nothing runs on " + file);
    }
  }

  @Thorough
  @Test
  void aWindowIsAskedInTheSameWay() throws Exception {
    Path file = NOBODY.in("north").write(folder);
    try (VirtualDisplay display = VirtualDisplay.start();
        BuiltProgram program =
            BuiltProgram.start(
                folder, Map.of("DISPLAY", display.name()), "--config", file.toString())) {
      display.awaitInSight("north");
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(ask(2, file))
                      .first()
                      .isEqualTo("process %d (window)".formatted(program.pid())));
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
    }
  }

  /** As a timer asks, or root, what was started in a session or by a service manager. */
  @Test
  void whatRunsIsFoundFromOtherSurroundings() throws Exception {
    Path file = NOBODY.write(folder);
    Path session = Files.createDirectory(folder.resolve("session"));
    Path state = folder.resolve("elsewhere");
    try (BuiltProgram inSession =
            BuiltProgram.start(
                folder,
                Map.of("XDG_RUNTIME_DIR", session.toString()),
                "--headless",
                "--config",
                file.toString());
        BuiltProgram served =
            BuiltProgram.start(
                folder,
                Map.of("XDG_STATE_HOME", state.toString()),
                "--headless",
                "--config",
                file.toString())) {
      for (Path place : List.of(session.resolve("signalbox"), state.resolve("signalbox/run"))) {
        Awaitility.await()
            .atMost(BuiltProgram.PATIENCE)
            .untilAsserted(() -> assertThat(place).isDirectoryContaining("glob:**.sock"));
      }
      for (Map<String, String> surroundings :
          List.of(
              Map.<String, String>of(),
              Map.of("XDG_RUNTIME_DIR", "/nowhere", "HOME", folder.resolve("home").toString()))) {
        assertThat(ask(surroundings, 2, file))
            .filteredOn(line -> line.startsWith("process"))
            .containsExactlyInAnyOrder(
                "process %d (headless)".formatted(inSession.pid()),
                "process %d (headless)".formatted(served.pid()));
      }
    }
  }

  /** Only root can become somebody else, and only root may look into anybody's surroundings. */
  @Test
  @Thorough
  @EnabledIf("isRoot")
  void rootFindsWhatAnotherUserRunsAndThatUserIsToldWhatItMayNotAsk() throws Exception {
    // The configuration is for all to read, and their state for each of them to write.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = NOBODY.write(folder);
    Map<String, String> others = Map.of("XDG_STATE_HOME", folder.resolve("theirs").toString());
    try (BuiltProgram program = startAsNobody(others, "--headless", "--config", file.toString())) {
      program.awaitLine("Connecting to NATS");
      Awaitility.await()
          .atMost(BuiltProgram.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(ask(2, file))
                      .containsExactly(
                          "what user nobody runs on it counts for nothing, since the file is of"
                              + " user root: ask as user nobody"));

      // Now nobody's word counts.
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      assertThat(ask(2, file))
          .first()
          .isEqualTo("process %d (headless, of nobody)".formatted(program.pid()));
    }
    assertThat(ask(2, file)).containsExactly("nothing runs on " + file);

    try (BuiltProgram program = BuiltProgram.headless(folder, file)) {
      program.awaitLine("Connecting to NATS");
      try (BuiltProgram question = startAsNobody(others, "health", "--config", file.toString())) {
        assertThat(question.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(1);
        assertThat(question.output()).isEmpty();
        assertThat(question.errors())
            .containsExactly(
                "signalbox: nobody can be asked: process %d may run on it and is of user root: ask as that user, or as root"
                    .formatted(program.pid()));
      }
    }
  }

  private BuiltProgram startAsNobody(Map<String, String> environment, String... arguments)
      throws Exception {
    return BuiltProgram.start(
        Path.of("setpriv"),
        folder,
        environment,
        Stream.concat(
                Stream.of(
                    "--reuid=nobody",
                    "--regid=nogroup",
                    "--clear-groups",
                    BuiltProgram.launcher().toString()),
                Stream.of(arguments))
            .toArray(String[]::new));
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  void whoCannotAskSaysWhy() throws Exception {
    Path missing = folder.resolve("absent.yaml");
    try (BuiltProgram question =
        BuiltProgram.start(folder, "health", "--config", missing.toString())) {
      assertThat(question.awaitExit(BuiltProgram.PATIENCE)).isEqualTo(1);
      assertThat(question.output()).isEmpty();
      assertThat(question.errors()).containsExactly("signalbox: there is no " + missing);
      question.assertNoStackTrace();
    }
  }
}
