package dev.signalbox.app;

import dev.signalbox.app.single.Inquiry;
import dev.signalbox.app.single.MeetingPlace;
import dev.signalbox.app.single.Whereabouts;
import dev.signalbox.base.OwnerOnly;
import dev.signalbox.connection.Endpoints;
import dev.signalbox.connection.state.Endpoint;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Settings;
import dev.signalbox.settings.SettingsLocation;
import dev.signalbox.settings.StateDirectory;
import dev.signalbox.settings.reading.SettingsException;
import dev.signalbox.settings.reading.SettingsLoader;
import dev.signalbox.ui.start.Outline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file configures, and where a program with that configuration keeps what is to survive it.
 */
record Configuration(Path file, Settings settings, Optional<Path> stateFolder) {
  /** What a window adds the first connection to. */
  static final String EMPTY =
      """
      # What Signalbox connects to. The window edits it; comments and order stay as they are.
      environment: development
      connections: {}
      """;

  private static final String HOMELESS =
      "There is no home directory, so that transitions are kept in memory only: set HOME";

  /** What there is to be configured from. */
  sealed interface Reading {
    record Usable(Path file, Configuration configuration) implements Reading {}

    record Unusable(Path file, SettingsException why) implements Reading {}

    record Missing(SettingsLocation.NotFound places) implements Reading {}
  }

  /** Reads a file; not on the FX thread. */
  @FunctionalInterface
  interface Reader {
    /**
     * What that file configures.
     *
     * @param purpose what it is to be good for
     * @throws SettingsException naming all that is wrong
     */
    Configuration read(Path file, Purpose purpose) throws SettingsException;

    /** Where the programs of this user find each other; empty if nowhere. */
    default Optional<Path> meetingPlace() {
      return MeetingPlace.of(Surroundings.ofProcess());
    }

    /**
     * Where engines that run on a configuration may be asked, of other users and in other
     * surroundings, too.
     *
     * @param configuration its real path
     */
    default Whereabouts whereabouts(Path configuration) {
      return Whereabouts.look(
          Whereabouts.PROCESSES, Surroundings.ofProcess(), configuration, Inquiry.LIMIT);
    }

    /** Keeps what survives in that folder, and meets nobody who does otherwise. */
    static Reader keepingIn(Path stateFolder) {
      return new Reader() {
        @Override
        public Configuration read(Path file, Purpose purpose) throws SettingsException {
          return Configuration.read(file, purpose, Optional.of(stateFolder));
        }

        @Override
        public Optional<Path> meetingPlace() {
          return Optional.of(MeetingPlace.within(stateFolder));
        }

        @Override
        public Whereabouts whereabouts(Path configuration) {
          return Whereabouts.only(meetingPlace());
        }
      };
    }
  }

  /**
   * Reads what is to configure a window. Looks at the file system.
   *
   * @param named the file, where one is named
   */
  static Reading find(Optional<Path> named, Reader reader) {
    return switch (SettingsLocation.find(named, Surroundings.ofProcess())) {
      case SettingsLocation.NotFound missing -> new Reading.Missing(missing);
      case SettingsLocation.Found(Path file) -> {
        try {
          yield new Reading.Usable(file, reader.read(file, Purpose.WINDOW));
        } catch (SettingsException e) {
          yield new Reading.Unusable(file, e);
        }
      }
    };
  }

  /** Reads with this process's environment, and keeps what survives where the platform wants it. */
  static Configuration read(Path file, Purpose purpose) throws SettingsException {
    return read(file, purpose, StateDirectory.of(Surroundings.ofProcess(), file));
  }

  private static Configuration read(Path file, Purpose purpose, Optional<Path> stateFolder)
      throws SettingsException {
    Settings settings = SettingsLoader.load(file, System.getenv(), purpose);
    return new Configuration(
        file,
        stateFolder.isPresent() || purpose == Purpose.CHECK ? settings : homeless(settings),
        stateFolder);
  }

  private static Settings homeless(Settings settings) {
    return settings.with(Stream.concat(settings.notices().stream(), Stream.of(HOMELESS)).toList());
  }

  /** What a window shows of it before there is an engine. */
  Outline outline() {
    return new Outline(
        settings.environment(),
        settings.isProduction(),
        settings.polling().stream().map(PollingSettings::programName).toList(),
        Endpoints.of(settings).stream().map(Endpoint::title).toList());
  }

  /** Writes a first one, for its owner alone: secrets will be written into it. */
  static void writeFirst(Path file, String text) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    OwnerOnly.createFolders(folder);
    Files.createFile(file, OwnerOnly.file(file));
    OwnerOnly.restrict(file, OwnerOnly.FILE);
    Files.writeString(file, text);
  }

  /** The one that goes with the program, with all its comments. */
  static String example() {
    try (InputStream in =
        Objects.requireNonNull(
            Configuration.class.getResourceAsStream("/signalbox.example.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
