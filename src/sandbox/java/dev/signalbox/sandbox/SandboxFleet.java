package dev.signalbox.sandbox;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Engines beside the first, and the window that watches all of them: each a program of its own, as
 * it would be elsewhere, and none outlives this JVM.
 */
final class SandboxFleet implements AutoCloseable {
  /** What lives for minutes beside so many others is not worth optimising. */
  private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-Xmx192m");

  private static final Pattern ONE_ONLY =
      Pattern.compile("-agentlib:|-agentpath:|-javaagent:|-XX:StartFlightRecording");
  private static final String PROGRAM = "dev.signalbox.app.Main";

  private final ServerGroup group;
  private final SandboxServers servers;
  private final Source source;

  private SandboxFleet(SandboxServers servers, Source source, Consumer<String> progress) {
    this.group = new ServerGroup(progress);
    this.servers = servers;
    this.source = source;
  }

  /**
   * Starts so many engines, which connect and poll in their own time, and then the window.
   *
   * @param servers that were started for a fleet
   * @param window whether there is one
   * @param progress receives one line per program
   */
  static SandboxFleet start(
      SandboxServers servers, Source source, int engines, boolean window, Consumer<String> progress)
      throws IOException {
    SandboxFleet fleet = new SandboxFleet(servers, source, progress);
    try {
      for (int place = 0; place < engines; place++) {
        SandboxEngine engine = SandboxEngine.further(place);
        fleet.startEngine(engine);
        progress.accept(
            "%-15s in %s, relays %s"
                .formatted(engine.name(), engine.environment(), engine.relay()));
      }
      if (window) {
        fleet.openWindow();
        progress.accept("%-15s opens".formatted("Fleet window"));
      }
      return fleet;
    } catch (IOException | RuntimeException e) {
      fleet.close();
      throw e;
    }
  }

  private void startEngine(SandboxEngine engine) throws IOException {
    Path folder = folder(engine.name());
    Path file = servers.configurationOf(engine, source).write(folder);
    run(engine.name(), folder, List.of("--headless", "--config", file.toString()));
  }

  private void openWindow() throws IOException {
    Path folder = folder("fleet-window");
    Path file =
        Files.writeString(
            folder.resolve("fleet.yaml"),
            "fleet: {servers: [\"%s\"]}\n".formatted(servers.fleetUrl()));
    run("fleet-window", folder, List.of("--fleet", file.toString()));
  }

  private Path folder(String name) throws IOException {
    return group.adopt(GuardedFolder.create("signalbox-" + name + "-")).path();
  }

  /** As this JVM was started itself, but with the product's own entry. */
  private void run(String name, Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "env",
            "XDG_STATE_HOME=" + folder.resolve("state"),
            "XDG_RUNTIME_DIR=" + folder.resolve("run")));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // But what is for one process only, such as the port of a debugger.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !ONE_ONLY.matcher(option).lookingAt())
        .forEach(command::add);
    command.addAll(SMALL);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), PROGRAM));
    command.addAll(arguments);
    var _ = group.adopt(GuardedProcess.start(name, folder, command));
  }

  /** Ends all of them side by side, each within its own bound, and removes what they kept. */
  @Override
  public void close() {
    group.close();
  }
}
