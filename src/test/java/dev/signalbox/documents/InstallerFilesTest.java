package dev.signalbox.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.ShutdownSettings;
import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Option;

/** What belongs to an installation says the same as the program, the start script and the build. */
class InstallerFilesTest {
  private static final Path INSTALLER = Path.of("src/main/installer");
  private static final Path LAUNCHERS = Path.of("src/main/launcher");

  /** A word, or what stands in quotes. */
  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[^\\s\"]+");

  /** Those of jpackage that are used, from its documentation; this system's own knows not all. */
  private static final Set<String> OPTIONS =
      Set.of(
          "--type",
          "--name",
          "--app-version",
          "--vendor",
          "--description",
          "--icon",
          "--input",
          "--dest",
          "--runtime-image",
          "--main-jar",
          "--main-class",
          "--java-options",
          "--add-launcher",
          "--win-per-user-install",
          "--win-dir-chooser",
          "--win-menu",
          "--win-shortcut-prompt",
          "--win-upgrade-uuid",
          "--mac-package-identifier",
          "--mac-package-name",
          "--mac-app-category");

  private static final Pattern OPTION_OF_JAVA =
      Pattern.compile("(?m)^ {4}(-[XD][^\\s\"$]+|--enable-native-access=\\S+)");

  @Test
  void theManualPageNamesEveryOptionAndCommand() throws Exception {
    String page = manual();
    Set<String> wanted = new HashSet<>(Set.of("--help", "--version"));
    for (String command : CommandJudge.COMMANDS) {
      for (var field : Class.forName(command).getDeclaredFields()) {
        Option option = field.getAnnotation(Option.class);
        wanted.addAll(option == null ? List.of() : List.of(option.names()));
      }
    }
    assertThat(wanted).contains("--config", "--rows", "--republish");
    assertThat(wanted).allSatisfy(option -> assertThat(page).contains(option));
    assertThat(Stream.of("check", "fleet", "health", "position", "preview", "takeover", "verify"))
        .allSatisfy(command -> assertThat(page).containsPattern("(?m)^[.]BR? " + command + "\\b"));
  }

  @Test
  void theManualPageNamesEveryExitCode() throws Exception {
    assertThat(manual().replaceFirst("(?s).*EXIT STATUS(.*?)[.]SH.*", "$1"))
        .contains(".B 0", ".B 1", ".B 2", ".B 3")
        .doesNotContain(".B 4");
  }

  private static String manual() throws IOException {
    return Files.readString(INSTALLER.resolve("signalbox.1")).replace("\\-", "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "macos"})
  void whatJpackageIsToldElsewhereIsThere(String system) throws IOException {
    List<String> words = words(INSTALLER.resolve(system + ".txt"));

    assertThat(words.stream().filter(word -> word.startsWith("--") && !word.contains("=")))
        .isSubsetOf(OPTIONS);
    assertThat(Path.of(after(words, "--icon"))).exists();
    assertThat(words.stream().filter(word -> word.contains("=src/")))
        .allSatisfy(word -> assertThat(Path.of(word.replaceFirst(".*=", ""))).exists());
    assertThat(source(after(words, "--main-class"))).exists();
    assertThat(after(words, "--main-jar")).isEqualTo("signalbox-${project.version}.jar");
    assertThat(words).containsAll(optionsOfJava());
  }

  @Test
  void theStartScriptOfWindowsSaysWhatTheOtherSays() throws IOException {
    String script = Files.readString(LAUNCHERS.resolve("signalbox.cmd"));

    assertThat(optionsOfJava())
        .allSatisfy(option -> assertThat(script).contains(" " + option + " "));
    assertThat(script).contains(" --add-modules javafx.controls,javafx.fxml ");
    assertThat(source(script.replaceFirst("(?s).* (dev[.]signalbox[.]\\S+) %\\*.*", "$1")))
        .exists();
    assertThat(script.lines().filter(line -> line.contains("if ") && line.contains("("))).isEmpty();
  }

  /** Those of the start script that are the same everywhere. */
  private static Set<String> optionsOfJava() throws IOException {
    Set<String> options = new TreeSet<>();
    String script = Files.readString(LAUNCHERS.resolve("signalbox"));
    int begin = script.indexOf("exec \"$java_home/bin/java\"");
    OPTION_OF_JAVA
        .matcher(script.substring(begin, script.indexOf("-classpath", begin)))
        .results()
        .forEach(found -> options.add(found.group(1)));
    assertThat(options).contains("-XX:+UseSerialGC", "-Dfile.encoding=UTF-8");
    return options;
  }

  @Test
  void theDesktopEntryStartsTheProgramWithItsIcon() throws IOException {
    List<String> lines = Files.readAllLines(INSTALLER.resolve("signalbox.desktop"));

    assertThat(lines).startsWith("[Desktop Entry]", "Type=Application");
    assertThat(lines).contains("Exec=signalbox", "Icon=signalbox", "Terminal=false");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches("[A-Z][A-Za-z]*=\\S.*"))
        .doesNotHaveDuplicates();
  }

  @Test
  void theServiceHasTimeForAnOrderlyEnd() throws IOException {
    List<String> unit = Files.readAllLines(INSTALLER.resolve("signalbox.service"));

    assertThat(unit)
        .contains("Type=notify", "ExecStart=/usr/bin/signalbox --headless")
        .contains("RestartPreventExitStatus=1 2");
    assertThat(seconds(unit, "TimeoutStopSec="))
        .isGreaterThan(ShutdownSettings.DEFAULT.grace().toSeconds());
    assertThat(seconds(unit, "WatchdogSec=")).isGreaterThan(seconds(unit, "TimeoutStopSec="));
  }

  private static long seconds(List<String> unit, String key) {
    return unit.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> Long.parseLong(line.substring(key.length())))
        .findFirst()
        .orElseThrow();
  }

  @Thorough
  @Test
  void theServiceIsInOrder(@TempDir Path folder) throws Exception {
    Path unit = folder.resolve("signalbox.service");
    String text = Files.readString(INSTALLER.resolve("signalbox.service"));
    Files.writeString(unit, text.replace("/usr/bin/signalbox", "/bin/true"));
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder("systemd-analyze", "--man=no", "verify", unit.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AssertionError("No systemd-analyze: apt-get install -y systemd", e);
    }

    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    assertThat(output).isEmptyFile();
  }

  private static Path source(String type) {
    return Path.of("src/main/java", type.replace('.', '/') + ".java");
  }

  private static String after(List<String> words, String option) {
    return words.get(words.indexOf(option) + 1);
  }

  /** As jpackage reads them: a number sign begins a comment, quotes keep a word together. */
  private static List<String> words(Path file) throws IOException {
    List<String> words = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.startsWith("#")) {
        assertThat(line.chars().filter(c -> c == '"').count() % 2).as(line).isZero();
        WORD.matcher(line).results().forEach(w -> words.add(w.group().replace("\"", "")));
      }
    }
    return words;
  }
}
