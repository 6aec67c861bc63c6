package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.testing.Leftovers;
import dev.signalbox.testing.Thorough;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signalbox fleet setup}, within this process. */
@Timeout(60)
class FleetSetupRunTest {
  private static final FleetSetupRun.Order MAKE = new FleetSetupRun.Order(1, false);
  private static final FleetSetupRun.Order LOOK = new FleetSetupRun.Order(1, true);

  @TempDir private Path folder;

  private record Outcome(int code, List<String> lines) {}

  private Outcome run(TrialNatsServer server, FleetSetupRun.Order order, String more)
      throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("fleet.yaml"),
            "fleet: {servers: [\"nats://127.0.0.1:%d\"]%s}\n".formatted(server.port(), more));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    int code =
        new FleetSetupRun(
                new ProcessEnd(_ -> {}), new PrintStream(printed, true, StandardCharsets.UTF_8))
            .run(SettingsLoader.loadFleet(file, Map.of()), order);
    Leftovers.assertNoSocketTo(server.port());
    return new Outcome(code, printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private TrialNatsServer server(String configuration) throws Exception {
    Path file = Files.writeString(folder.resolve("nats.conf"), configuration);
    return new TrialNatsServer(
        folder, "--jetstream", "--store_dir=" + folder.resolve("store"), "--config=" + file);
  }

  @Test
  void itLooksThenMakesThenFindsAllThere() throws Exception {
    try (TrialNatsServer server = server("")) {
      Outcome looked = run(server, LOOK, "");
      assertThat(looked.code()).isEqualTo(ExitCode.ORDERLY);
      assertThat(looked.lines())
          .startsWith(
              "bucket signalbox_state        is missing",
              "stream SIGNALBOX_TRANSITIONS  is missing",
              "stream SIGNALBOX_AUDIT        is missing",
              "Nothing was changed.",
              "",
              "To be run by whoever may, with the nats tool:")
          .hasSize(9)
          .anyMatch(line -> line.startsWith("  nats kv add signalbox_state --history=1 "))
          .anyMatch(line -> line.startsWith("  nats stream add SIGNALBOX_AUDIT --subjects="));

      assertThat(run(server, MAKE, ""))
          .isEqualTo(
              new Outcome(
                  ExitCode.ORDERLY,
                  List.of(
                      "bucket signalbox_state        made",
                      "stream SIGNALBOX_TRANSITIONS  made",
                      "stream SIGNALBOX_AUDIT        made")));
      for (FleetSetupRun.Order order : List.of(MAKE, LOOK)) {
        assertThat(run(server, order, ""))
            .isEqualTo(
                new Outcome(
                    ExitCode.ORDERLY,
                    List.of(
                        "bucket signalbox_state        is there",
                        "stream SIGNALBOX_TRANSITIONS  is there",
                        "stream SIGNALBOX_AUDIT        is there")));
      }
    }
  }

  @Thorough
  @Test
  void whereNothingCanBeMadeTheCommandsAreShown() throws Exception {
    try (TrialNatsServer plain = new TrialNatsServer(folder)) {
      Outcome outcome = run(plain, MAKE, ", username: app, password: right");
      assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.lines()).filteredOn(line -> line.startsWith("  nats ")).hasSize(3);
    }
    try (TrialNatsServer server =
        server(
            """
            authorization: {
              users: [{
                user: app, password: right,
                permissions: {publish: {deny: "$JS.API.STREAM.CREATE.>"}}
              }]
            }
            """)) {
      Outcome outcome = run(server, MAKE, ", username: app, password: right");
      assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
      assertThat(outcome.lines().getFirst())
          .isEqualTo(
              "bucket signalbox_state        not permitted: this user may not publish to"
                  + " $JS.API.STREAM.CREATE.KV_signalbox_state");
      assertThat(outcome.lines()).filteredOn(line -> line.startsWith("  nats ")).hasSize(3);

      Outcome wrong = run(server, MAKE, ", username: app, password: wrong");
      assertThat(wrong.code()).isEqualTo(ExitCode.FAILED);
      assertThat(wrong.lines()).noneMatch(line -> line.contains("wrong"));
    }
  }

  @Test
  void aConfigurationWithoutAFleetIsToldSo() throws Exception {
    Path file = ConfigurationText.empty().nats("nats://127.0.0.1:4222", "").write(folder);
    assertThat(
            new FleetSetupRun(new ProcessEnd(_ -> {}), System.out)
                .run(SettingsLoader.load(file, Map.of()), MAKE))
        .isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void eitherFileLeadsThere() throws Exception {
    try (TrialNatsServer server = server("")) {
      String fleet = "fleet: {servers: [\"nats://127.0.0.1:%d\"]}\n".formatted(server.port());
      Path whole =
          ConfigurationText.empty().nats("nats://127.0.0.1:4222", "").with(fleet).write(folder);
      Path alone = Files.writeString(folder.resolve("alone.yaml"), fleet);

      assertThat(execute("fleet", "setup", "--dry-run", "--config", whole.toString()))
          .isEqualTo(ExitCode.ORDERLY);
      assertThat(execute("--config", whole.toString(), "fleet", "setup", "--dry-run"))
          .isEqualTo(ExitCode.ORDERLY);
      assertThat(execute("fleet", "setup", "--fleet", alone.toString(), "--dry-run"))
          .isEqualTo(ExitCode.ORDERLY);
      assertThat(execute("fleet", "setup", "--fleet", whole.toString(), "--dry-run"))
          .isEqualTo(ExitCode.UNUSABLE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fleet, 1",
    "fleet set, 1",
    "fleet setup --replicas 0 --fleet absent.yaml, 1",
    "fleet setup --replicas 6 --fleet absent.yaml, 1",
    "fleet setup --fleet absent.yaml, 1",
    "fleet setup --fleet absent.yaml --config absent.yaml, 1",
    "fleet --help, 0",
    "fleet setup --help, 0"
  })
  void whatIsTypedIsHeldAgainstWhatThereIs(String arguments, int code) {
    assertThat(execute(arguments.split(" "))).isEqualTo(code);
  }

  private static int execute(String... arguments) {
    return Main.execute(
        List.of(arguments), Main.Launch.of(new ProcessEnd(_ -> {}), Configuration::read));
  }
}
