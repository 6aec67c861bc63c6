package dev.signalbox.connection.nats;

import dev.signalbox.sandbox.GuardedProcess;
import dev.signalbox.sandbox.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A nats-server with options of its own, in a folder that the test removes. */
public final class TrialNatsServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final int port;
  private final GuardedProcess process;

  public TrialNatsServer(Path folder, String... options) throws IOException, InterruptedException {
    port = LoopbackPort.choose();
    List<String> command =
        new ArrayList<>(List.of("nats-server", "--addr=127.0.0.1", "--port=" + port));
    command.addAll(List.of(options));
    process = GuardedProcess.start("nats", Files.createTempDirectory(folder, "server"), command);
    process.awaitReady(output -> output.contains("Server is ready"), START_LIMIT);
  }

  public int port() {
    return port;
  }

  /** Has it read its configuration again; its clients stay. */
  public void reload() throws IOException, InterruptedException {
    process.signal("HUP");
  }

  /** Freezes it: its sockets stay open, and nobody answers. */
  public void suspend() throws IOException, InterruptedException {
    process.suspend();
  }

  public void resume() throws IOException, InterruptedException {
    process.resume();
  }

  @Override
  public void close() {
    process.close();
  }
}
