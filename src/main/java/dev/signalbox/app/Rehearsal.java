package dev.signalbox.app;

import dev.signalbox.app.engine.Engine;
import dev.signalbox.connection.state.ConnectionState.Failed;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.ui.toolkit.ToolkitStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A run in which happens what happens at each start: the virtual machine records from it which
 * classes are loaded, so that later starts find them ready. Nothing is connected to, because
 * nothing listens where this configuration points to.
 *
 * <p>It ends by the virtual machine's own exit, without which nothing is recorded.
 */
final class Rehearsal {
  private static final String CONFIGURATION =
      """
      connections:
        nats: {type: nats, servers: ["nats://127.0.0.1:1"], connect_timeout: 5}
        oracle: {type: oracle, url: "//127.0.0.1:1/NOBODY", username: nobody, password: nothing, connect_timeout: 5}
        mariadb: {type: mariadb, url: "127.0.0.1:1/nobody", username: nobody, password: nothing, connect_timeout: 5}
      retry: {enabled: false}
      polling:
        program_name: rehearsal
        source: oracle
        sink: nats
        checkpoint: mariadb
        table: NOBODY.NOTHING
        id_column: ID
        timestamp_column: CREATED
        stream: NOTHING
        subject: nothing
      """;

  private Rehearsal() {}

  /**
   * Rehearses {@code check}, what a probe asks again and again, and then the window.
   *
   * @param arguments a folder, which is made, for what the run leaves behind
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    Path file = Files.writeString(folder.resolve("rehearsal.yaml"), CONFIGURATION);
    ProcessEnd processEnd = new ProcessEnd(System::exit);
    var _ = processEnd.install();
    execute(processEnd, folder, List.of("--version"));
    execute(processEnd, folder, List.of("check", "--config", file.toString()));
    execute(processEnd, folder, List.of("health", "--config", file.toString()));
    processEnd.exit(execute(processEnd, folder, List.of("--config", file.toString())));
  }

  private static int execute(ProcessEnd processEnd, Path folder, List<String> arguments) {
    return Main.execute(
        arguments,
        new Main.Launch(
            processEnd,
            new ToolkitStart(),
            List.of(),
            Configuration.Reader.keepingIn(folder.resolve("state")),
            () -> {
              var _ = new PromptExit().prepare();
            },
            Rehearsal::endOnceAllHaveFailed));
  }

  private static void endOnceAllHaveFailed(Engine engine) {
    CompletableFuture<?>[] failures =
        engine.supervisors().stream()
            .map(supervisor -> supervisor.when(snapshot -> snapshot.state() instanceof Failed))
            .toArray(CompletableFuture<?>[]::new);
    var _ =
        CompletableFuture.allOf(failures)
            .thenCompose(_ -> engine.coordinator().shutdown(new ShutdownReason.Quit()));
  }
}
