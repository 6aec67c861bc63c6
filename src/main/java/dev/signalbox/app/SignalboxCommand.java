package dev.signalbox.app;

import dev.signalbox.app.engine.Version;
import dev.signalbox.app.single.Whereabouts;
import dev.signalbox.base.ForeignText;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.SettingsLocation;
import dev.signalbox.settings.StateDirectory;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.settings.reading.SettingsLoader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code signalbox}: the window, or with {@code --headless} the same engine without one. */
@Command(
    name = "signalbox",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnInvalidInput = ExitCode.UNUSABLE,
    description = "Relays table rows to NATS JetStream and can be interrupted at any instant.",
    footer = {
      "",
      "Without --config: ./signalbox.yaml, then signalbox.yaml in the user's configuration"
          + " directory.",
      "Exit codes: 0 orderly, signals included; 1 configuration, usage or no display;",
      "2 a needed connection or the relay failed for good; 3 halted by the watchdog."
    })
final class SignalboxCommand implements Callable<Integer> {
  private final Main.Launch launch;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The configuration to use.")
  private @Nullable Path config;

  @Option(names = "--start", description = "Start polling as soon as the window is open.")
  private boolean start;

  @Option(
      names = "--headless",
      description = "Run without a window, polling at once; log on standard output.")
  private boolean headless;

  @Option(
      names = "--fleet",
      paramLabel = "FILE",
      description = "Watch and steer the engines of the fleet that this file names.")
  private @Nullable Path fleet;

  SignalboxCommand(Main.Launch launch) {
    this.launch = launch;
  }

  @Override
  public Integer call() {
    if (fleet != null) {
      return runFleet(fleet);
    }
    return headless
        ? runHeadless()
        : new WindowRun(launch, new Main.WindowRequest(Optional.ofNullable(config), start)).run();
  }

  private int runHeadless() {
    return load(Purpose.HEADLESS)
        .map(found -> new HeadlessRun(launch.processEnd(), found, meetingPlace()).run())
        .orElse(ExitCode.UNUSABLE);
  }

  private int runFleet(Path file) {
    return loadFleet(file)
        .flatMap(
            settings ->
                settings
                    .fleet()
                    .map(
                        found ->
                            new FleetRun(
                                    launch,
                                    settings,
                                    found,
                                    StateDirectory.of(Surroundings.ofProcess(), file))
                                .run()))
        .orElse(ExitCode.UNUSABLE);
  }

  /** Where the programs of this user find each other; empty if nowhere. */
  Optional<Path> meetingPlace() {
    return launch.reader().meetingPlace();
  }

  /** Where engines on that configuration may be asked; its real path. */
  Whereabouts whereabouts(Path configuration) {
    return launch.reader().whereabouts(configuration);
  }

  /** Where the configuration is. Looks at the file system. */
  SettingsLocation find() {
    return SettingsLocation.find(Optional.ofNullable(config), Surroundings.ofProcess());
  }

  /** The configuration, or empty after having said on standard error why there is none. */
  Optional<Configuration> load(Purpose purpose) {
    Optional<Path> file = file();
    try {
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(launch.reader().read(file.get(), purpose));
    } catch (SettingsException e) {
      e.problems().forEach(problem -> complain(problem.toString()));
      return Optional.empty();
    }
  }

  /** Whether {@code --config} is given. */
  boolean namesConfiguration() {
    return config != null;
  }

  /**
   * What a file says that is about a fleet alone; empty after having said why it cannot be used.
   */
  Optional<Settings> loadFleet(Path file) {
    try {
      return Optional.of(SettingsLoader.loadFleet(file, System.getenv()));
    } catch (SettingsException e) {
      e.problems().forEach(problem -> complain(problem.toString()));
      return Optional.empty();
    }
  }

  /** The configuration's file, or empty after having said where it was looked for. */
  Optional<Path> file() {
    return switch (find()) {
      case SettingsLocation.Found found -> Optional.of(found.file());
      case SettingsLocation.NotFound missing -> {
        complain("No configuration. Looked for:");
        missing.places().forEach(place -> complain("  " + place));
        if (missing.isWithoutHome()) {
          complain("There is no home directory to look in: set HOME.");
        }
        complain("Create one of them, or name a file with --config FILE.");
        yield Optional.empty();
      }
    };
  }

  private void complain(String line) {
    if (spec != null) {
      spec.commandLine().getErr().println(ForeignText.line(line));
    }
  }
}
