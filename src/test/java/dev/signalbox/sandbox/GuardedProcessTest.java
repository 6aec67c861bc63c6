package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GuardedProcessTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private GuardedFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = GuardedFolder.create("signalbox-test-");
  }

  @AfterEach
  void removeFolder() {
    folder.close();
    assertThat(folder.path()).doesNotExist();
    assertThat(ProcessHandle.of(folder.guardianPid())).isEmpty();
  }

  private GuardedProcess start(String script) throws IOException {
    return GuardedProcess.start("trial", folder.path(), List.of("sh", "-c", script));
  }

  private GuardedProcess startReady(String script) throws IOException, InterruptedException {
    GuardedProcess process = start(script);
    process.awaitReady(output -> output.contains("ready"), LIMIT);
    return process;
  }

  @Test
  void reportsTheExitCodeOfAServerThatEndsByItselfAndKeepsItsFolder() throws Exception {
    GuardedProcess process = start("echo done; exit 7");

    assertThat(process.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(7);
    assertThat(process.output()).isEqualTo("done\n");
    assertThat(process.isAlive()).isFalse();
    assertThat(folder.path()).isDirectory();
    assertThat(ProcessHandle.of(process.guardianPid())).isEmpty();
  }

  @Test
  void quotesTheLastLinesOfAServerThatFailsToStart() throws Exception {
    try (GuardedProcess process = start("for i in $(seq 30); do echo line $i; done; exit 3")) {
      assertThatThrownBy(() -> process.awaitReady(output -> false, LIMIT))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("trial ended with exit code 3")
          .hasMessageContaining("line 11")
          .hasMessageEndingWith("line 30")
          .hasMessageNotContaining("line 10\n");
    }
  }

  @Test
  void saysThatACommandDoesNotExist() throws Exception {
    List<String> command = List.of("/nowhere/server");
    try (GuardedProcess process = GuardedProcess.start("trial", folder.path(), command)) {
      assertThatThrownBy(() -> process.awaitReady(output -> false, LIMIT))
          .isInstanceOf(ServerStartException.class)
          .hasMessageContaining("127")
          .hasMessageContaining("/nowhere/server");
    }
  }

  @Test
  void endsAServerThatIsNotReadyInTime() throws Exception {
    GuardedProcess process = start("exec sleep 600");

    assertThatThrownBy(() -> process.awaitReady(output -> false, Duration.ofMillis(100)))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("not ready");
    assertThat(process.isAlive()).isFalse();
    assertThat(ProcessHandle.of(process.pid())).isEmpty();
  }

  @Test
  void killsAServerThatIgnoresTheOrderToEnd() throws Exception {
    GuardedProcess process = startReady("trap '' TERM; echo ready; exec sleep 600");

    process.stop(Duration.ofMillis(200));

    assertThat(process.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(128 + 9);
    assertThat(ProcessHandle.of(process.pid())).isEmpty();
  }

  @Test
  void stopsAServerInOrderEvenWhileItIsFrozen() throws Exception {
    GuardedProcess process = startReady("echo ready; exec sleep 600");
    process.suspend();

    process.stop(LIMIT);

    assertThat(process.onExit().get(10, TimeUnit.SECONDS)).isEqualTo(128 + 15);
  }

  @Test
  void outputStartsAnewWithEachStart() throws Exception {
    startReady("echo ready first; exec sleep 600").close();

    try (GuardedProcess second = startReady("echo ready second; exec sleep 600")) {
      assertThat(second.output()).isEqualTo("ready second\n");
      assertThat(Files.readString(folder.path().resolve("trial.log"))).startsWith("ready first");
    }
  }

  @Test
  void isOutOfReachOfCtrlCInTheTerminal() throws Exception {
    try (GuardedProcess process = start("exec sleep 600")) {
      String own = processGroup(ProcessHandle.current().pid());
      assertThat(processGroup(process.pid())).isNotEqualTo(own);
      assertThat(processGroup(process.guardianPid())).isNotEqualTo(own);
    }
  }

  private static String processGroup(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", Long.toString(pid)).start();
    String group = ps.inputReader().readLine();
    assertThat(group).isNotBlank();
    return group.strip();
  }
}
