package dev.signalbox.documents;

import dev.signalbox.sandbox.Sandbox;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Decides what stands for a command, by pom.xml, the sources and the program's own options. */
final class CommandJudge {
  static final List<String> COMMANDS =
      List.of(
          "dev.signalbox.app.SignalboxCommand",
          "dev.signalbox.app.CheckCommand",
          "dev.signalbox.app.FleetSetupCommand",
          "dev.signalbox.app.HealthCommand",
          "dev.signalbox.app.tools.PositionCommand",
          "dev.signalbox.app.tools.PreviewCommand",
          "dev.signalbox.app.tools.TakeoverCommand",
          "dev.signalbox.app.tools.VerifyCommand");
  private static final String ARGUMENTS_OF_SANDBOX = "-Dsandbox.arguments=";
  private static final List<String> STANDARD = List.of("--help", "--version");
  private static final Set<String> WORDS =
      Set.of(
          "check",
          "fleet",
          "setup",
          "health",
          "position",
          "preview",
          "takeover",
          "verify",
          "FILE",
          "RELAY",
          "POSITION",
          "N",
          "COUNT");

  private final MavenProject project;
  private final Set<String> options;
  private final Set<String> optionsOfSandbox;
  private final Set<String> installed;

  CommandJudge(Page readme) throws Exception {
    project = MavenProject.read();
    options = new HashSet<>();
    for (String command : COMMANDS) {
      options.addAll(options(Class.forName(command)));
    }
    optionsOfSandbox = options(Sandbox.class);
    installed = Set.copyOf(List.of(readme.marked("test").split("\\s+")));
  }

  /** By annotation: an instance would need all that the program is made of. */
  private static Set<String> options(Class<?> command) {
    Set<String> names = new HashSet<>(STANDARD);
    for (Field field : command.getDeclaredFields()) {
      Option option = field.getAnnotation(Option.class);
      if (option != null) {
        names.addAll(List.of(option.names()));
      }
    }
    return names;
  }

  CommandProof judge(DocumentedCommand command) {
    List<String> arguments = command.words().subList(1, command.words().size());
    return switch (command.program()) {
      case "signalbox" ->
          command
              .variants()
              .flatMap(variant -> programObjection(variant).stream())
              .findFirst()
              .<CommandProof>map(CommandProof.Missing::new)
              .orElseGet(() -> new CommandProof.Run("DocumentedCommandsIT"));
      case "mvn" -> maven(command, arguments);
      case "apt-get" ->
          installed.containsAll(arguments)
              ? new CommandProof.Run("README's test command")
              : new CommandProof.Missing("installs what the test command does not");
      default -> new CommandProof.Missing("nothing is known of " + command.program());
    };
  }

  private CommandProof maven(DocumentedCommand command, List<String> arguments) {
    Optional<String> objection = project.objection(arguments).or(() -> sandboxObjection(arguments));
    if (objection.isPresent()) {
      return new CommandProof.Missing(objection.get());
    }
    if (project.isPartOfVerify(arguments)) {
      return new CommandProof.Run("README's test command");
    }
    return command.isSaidToTakeLong()
        ? new CommandProof.TakesLong()
        : new CommandProof.Missing("no test runs it, and nothing says how long it takes");
  }

  private Optional<String> sandboxObjection(List<String> arguments) {
    return arguments.stream()
        .filter(argument -> argument.startsWith(ARGUMENTS_OF_SANDBOX))
        .flatMap(a -> Stream.of(a.substring(ARGUMENTS_OF_SANDBOX.length()).split(" ")))
        .filter(word -> word.startsWith("-") && !optionsOfSandbox.contains(word))
        .findFirst()
        .map(word -> "unknown option " + word);
  }

  private Optional<String> programObjection(DocumentedCommand command) {
    return command.words().stream()
        .skip(1)
        .filter(word -> word.startsWith("-") ? !options.contains(word) : !isArgument(word))
        .findFirst()
        .map(word -> (word.startsWith("-") ? "unknown option " : "unknown word ") + word);
  }

  private static boolean isArgument(String word) {
    return WORDS.contains(word);
  }

  /** What is wrong with code in prose that is an option by itself; empty for any other code. */
  Optional<String> optionObjection(String code) {
    if (code.startsWith("--")) {
      String option = code.split(" ", 2)[0];
      return options.contains(option) || optionsOfSandbox.contains(option)
          ? Optional.empty()
          : Optional.of("unknown option " + option);
    }
    if (code.startsWith("-D") || code.startsWith("-P")) {
      List<String> words = new DocumentedCommand(Path.of(""), code, "").words();
      return project.objection(words).or(() -> sandboxObjection(words));
    }
    return Optional.empty();
  }
}
