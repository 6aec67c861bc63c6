package dev.signalbox.settings.reading;

import dev.signalbox.settings.ConnectionSettings;
import dev.signalbox.settings.FleetSettings;
import dev.signalbox.settings.LeaseSettings;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.MetricsSettings;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.RetrySettings;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.ShutdownSettings;
import dev.signalbox.settings.ShutdownSettings.AfterFailureOf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads the root of the configuration and its small sections. */
final class SettingsReader {
  private static final String ENVIRONMENT = "development";
  private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");
  private static final int MOST_LINES_KEPT = 1_000_000;
  private static final int FEWEST_BYTES_KEPT = 1_000_000;
  private static final int MOST_BYTES_KEPT = 1_000_000_000;
  private static final int HIGHEST_PORT = 65_535;

  private SettingsReader() {}

  /** The settings, to be used only if no problem was added. */
  static Optional<Settings> read(MappingNode root, Reading reading) {
    return MappingReader.read(root, new Place(1, ""), reading, SettingsReader::settings);
  }

  /** The same of a file that is about a fleet alone. */
  static Optional<Settings> readFleet(MappingNode root, Reading reading) {
    return MappingReader.read(root, new Place(1, ""), reading, SettingsReader::fleetAlone);
  }

  private static Settings fleetAlone(MappingReader root) {
    String environment = environment(root);
    Optional<FleetSettings> fleet = root.requiredSection("fleet", FleetReader::read);
    return new Settings(
        environment,
        List.of(),
        RetrySettings.DEFAULT,
        LeaseSettings.DEFAULT,
        List.of(),
        ShutdownSettings.DEFAULT,
        LogSettings.DEFAULT,
        fleet,
        Optional.empty(),
        List.of());
  }

  private static String environment(MappingReader root) {
    return root.optional("environment")
        .flatMap(text -> text.text(Rule.NOT_BLANK))
        .orElse(ENVIRONMENT);
  }

  private static Settings settings(MappingReader root) {
    String environment = environment(root);
    Map<String, Optional<ConnectionSettings>> connections =
        root.requiredSection("connections", SettingsReader::connections).orElse(Map.of());
    List<PollingSettings> relays = root.sections("polling", new RelayReader(connections)::read);
    Optional<FleetSettings> fleet =
        root.section("fleet", Optional.empty(), keys -> Optional.of(FleetReader.read(keys)));
    if (fleet.isPresent() && root.isSound()) {
      root.optional("environment").ifPresent(text -> text.text(FleetReader.LABEL));
    }
    Settings settings =
        new Settings(
            environment,
            PoolRoom.made(connections.values().stream().flatMap(Optional::stream).toList(), relays),
            root.section("retry", RetrySettings.DEFAULT, SettingsReader::retry),
            root.section("lease", LeaseSettings.DEFAULT, SettingsReader::lease),
            relays,
            root.section("shutdown", ShutdownSettings.DEFAULT, SettingsReader::shutdown),
            root.section("log", LogSettings.DEFAULT, SettingsReader::log),
            fleet,
            root.section("metrics", Optional.empty(), SettingsReader::metrics),
            List.of());
    checkPurpose(settings, root);
    return settings;
  }

  private static void checkPurpose(Settings settings, MappingReader root) {
    if (!root.isSound()) {
      return;
    }
    switch (root.purpose()) {
      case WINDOW -> {}
      case CHECK -> {
        if (settings.connections().isEmpty()) {
          root.complain("connections", "there is no connection to check", "");
        }
      }
      case HEADLESS -> {
        if (settings.polling().isEmpty()
            && settings.connections().stream().noneMatch(ConnectionSettings::autoConnect)) {
          root.complain(
              "connections",
              "there is nothing to run without a window",
              "add \"polling\", or a connection that connects by itself");
        }
      }
    }
  }

  private static Map<String, Optional<ConnectionSettings>> connections(MappingReader mapping) {
    mapping.checkNames(NameRule.CONNECTION);
    Map<String, Optional<ConnectionSettings>> connections = new LinkedHashMap<>();
    for (String name : mapping.names()) {
      connections.put(
          name,
          mapping
              .requiredSection(name, keys -> ConnectionReader.read(name, keys))
              .flatMap(known -> known));
    }
    return connections;
  }

  private static RetrySettings retry(MappingReader retry) {
    RetrySettings absent = RetrySettings.DEFAULT;
    Optional<Duration> giveUpAfter =
        retry
            .optional("give_up_after")
            .filter(text -> !text.value().equals("never"))
            .flatMap(Scalar::duration);
    RetrySettings settings =
        new RetrySettings(
            retry.flag("enabled", absent.enabled()),
            retry.duration("initial", absent.initial()),
            retry.duration("max", absent.max()),
            giveUpAfter);
    if (retry.isSound() && settings.max().compareTo(settings.initial()) < 0) {
      retry.complain(
          "max",
          "%s is shorter than \"initial\", which is %s"
              .formatted(
                  DurationSyntax.format(settings.max()), DurationSyntax.format(settings.initial())),
          "");
    }
    return settings;
  }

  private static LeaseSettings lease(MappingReader lease) {
    return new LeaseSettings(lease.duration("ttl", LeaseSettings.DEFAULT.ttl()));
  }

  private static ShutdownSettings shutdown(MappingReader shutdown) {
    ShutdownSettings absent = ShutdownSettings.DEFAULT;
    List<String> words = Arrays.stream(AfterFailureOf.values()).map(AfterFailureOf::word).toList();
    return new ShutdownSettings(
        shutdown.duration("grace", absent.grace()),
        shutdown
            .optional("after_failure_of")
            .flatMap(text -> text.oneOf(words))
            .flatMap(AfterFailureOf::of)
            .orElse(absent.afterFailureOf()));
  }

  /** Written down at all, it is wanted. */
  private static Optional<MetricsSettings> metrics(MappingReader metrics) {
    MetricsSettings usual = MetricsSettings.DEFAULT;
    return Optional.of(
        new MetricsSettings(
            metrics.optional("address").flatMap(Scalar::listener).orElse(usual.address()),
            metrics.number("port", 1, HIGHEST_PORT, usual.port())));
  }

  private static LogSettings log(MappingReader log) {
    LogSettings absent = LogSettings.DEFAULT;
    String level = log.optional("level").flatMap(text -> text.oneOf(LEVELS)).orElse(absent.level());
    List<String> formats = Arrays.stream(LogSettings.Format.values()).map(f -> f.word()).toList();
    LogSettings.Format format =
        log.optional("format")
            .flatMap(text -> text.oneOf(formats))
            .flatMap(LogSettings.Format::of)
            .orElse(absent.format());
    int keep = log.number("keep", 1, MOST_LINES_KEPT, absent.keep());
    int keepBytes =
        log.number("keep_bytes", FEWEST_BYTES_KEPT, MOST_BYTES_KEPT, absent.keepBytes());
    // Last of all: by now every file is known that is read.
    Optional<Path> file = log.optional("file").flatMap(Scalar::logFile);
    return new LogSettings(level, format, file, keep, keepBytes);
  }
}
