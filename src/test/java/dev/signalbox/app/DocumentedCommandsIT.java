package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.documents.DocumentedCommand;
import dev.signalbox.documents.Page;
import dev.signalbox.testing.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to call {@code signalbox} that README or a page gives, as it stands there. */
class DocumentedCommandsIT {
  private static final List<String> ENDING =
      List.of("check", "fleet", "position", "preview", "takeover", "verify", "--help", "--version");

  /** What stands for what an operator writes there. */
  private static final Map<String, String> WRITTEN =
      Map.of("RELAY", "documented", "POSITION", "beginning", "N", "2", "COUNT", "1");

  /** Every one of them has its turn within so many days; the thorough run has them all. */
  private static final int DAYS = 3;

  private static final String STARTED = "Polling started for documented";

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  static Stream<String> commands() throws IOException {
    List<String> all =
        Page.all().stream()
            .flatMap(page -> page.commands().stream())
            .filter(DocumentedCommand::isSignalbox)
            .flatMap(DocumentedCommand::variants)
            .map(command -> String.join(" ", command.words().subList(1, command.words().size())))
            .distinct()
            .toList();
    return Extent.ofThisRun().inTurn(all, DAYS).stream();
  }

  @ParameterizedTest(name = "signalbox {0}")
  @MethodSource("commands")
  void itDoesWhatItIsDocumentedFor(String arguments) throws Exception {
    Path file = configuration(arguments);
    String[] words =
        Stream.of(arguments.split(" "))
            .filter(word -> !word.isEmpty())
            .map(word -> word.equals("FILE") ? file.toString() : word)
            .map(word -> WRITTEN.getOrDefault(word, word))
            .toArray(String[]::new);
    if (Stream.of(words).noneMatch(List.of("--config", "--fleet")::contains)) {
      Files.move(file, folder.resolve("signalbox.yaml"));
    }
    if (List.of(words).contains("health")) {
      try (BuiltProgram asked =
          BuiltProgram.start(folder, "--headless", "--config", configuration().toString())) {
        asked.awaitLine(STARTED);
        endsByItself(words);
      }
    } else if (Stream.of(words).anyMatch(ENDING::contains)) {
      endsByItself(words);
    } else if (List.of(words).contains("--headless")) {
      runsUntilTold(Map.of(), true, words);
    } else {
      try (VirtualDisplay display = VirtualDisplay.start()) {
        runsUntilTold(Map.of("DISPLAY", display.name()), List.of(words).contains("--start"), words);
      }
    }
  }

  /** A command is given what it asks for: one of a fleet that, or that alone. */
  private Path configuration(String arguments) throws IOException {
    ConfigurationText whole = SERVERS.connected().polling("documented");
    if (!arguments.contains("fleet")) {
      return whole.write(folder);
    }
    String fleet = "fleet: {servers: [\"%s\"]}\n".formatted(SERVERS.nats().url());
    return arguments.contains("--fleet")
        ? Files.writeString(folder.resolve("fleet.yaml"), fleet)
        : whole.with(fleet).write(folder);
  }

  /** Wherever it was put. */
  private Path configuration() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).findFirst().orElseThrow();
    }
  }

  private void endsByItself(String... words) throws Exception {
    try (BuiltProgram program = BuiltProgram.start(folder, words)) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE))
          .as("%s %s", program.output(), program.errors())
          .isZero();
      assertThat(program.output()).isNotEmpty();
    }
  }

  private void runsUntilTold(Map<String, String> environment, boolean polls, String... words)
      throws Exception {
    try (BuiltProgram program = BuiltProgram.start(folder, environment, words)) {
      program.awaitLine("Connected to NATS");
      if (!List.of(words).contains("--fleet")) {
        program.awaitLine("Connected to MariaDB");
      }
      if (polls) {
        program.awaitLine(STARTED);
      }
      program.signal("TERM");
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.log().stream().anyMatch(line -> line.contains(STARTED))).isEqualTo(polls);
      assertThat(program.errors()).isEmpty();
      program.assertNoStackTrace();
    }
    SERVERS.assertLeft();
  }
}
