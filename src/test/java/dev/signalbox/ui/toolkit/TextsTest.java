package dev.signalbox.ui.toolkit;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One bundle has all texts, and no others. */
class TextsTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path VIEWS = Path.of("resources/fxml");
  private static final Path BUNDLE = Path.of("resources/i18n/messages.properties");
  private static final Pattern ASKED =
      Pattern.compile("exts(?:\\(\\))?\\s*\\.(?:get|find)\\(\\s*\"([\\w.]+)\"\\s*[,)]");
  private static final Pattern IN_VIEW = Pattern.compile("\"%([\\w.]+)\"");
  private static final Pattern SAID = Pattern.compile("\"([\\w.]+)\"");

  @Test
  void everyTextThatIsAskedForIsThere() throws IOException {
    Set<String> keys = keys();

    assertThat(found(SOURCES, ASKED)).hasSizeGreaterThan(300).isSubsetOf(keys);
    assertThat(found(VIEWS, IN_VIEW)).hasSizeGreaterThan(100).isSubsetOf(keys);
  }

  /** Some are asked for by the name of a state behind the beginning of a key. */
  @Test
  void everyTextThatIsThereIsAskedFor() throws IOException {
    Set<String> said = found(SOURCES, SAID);
    said.addAll(found(VIEWS, IN_VIEW));
    Set<String> beginnings = said.stream().filter(text -> text.endsWith(".")).collect(toSet());

    assertThat(keys())
        .allMatch(key -> said.contains(key) || beginnings.stream().anyMatch(key::startsWith));
  }

  private static Set<String> keys() throws IOException {
    Properties texts = new Properties();
    try (var reader = Files.newBufferedReader(BUNDLE)) {
      texts.load(reader);
    }
    return texts.stringPropertyNames();
  }

  private static Set<String> found(Path folder, Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Set<String> found = new HashSet<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        pattern
            .matcher(Files.readString(file))
            .results()
            .map(result -> result.group(1))
            .forEach(found::add);
      }
      return found;
    }
  }
}
