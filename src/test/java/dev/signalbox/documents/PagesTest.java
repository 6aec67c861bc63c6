package dev.signalbox.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README is short, and what it and the pages point at is there. */
class PagesTest {
  private static final int MOST_WORDS = 1_350;
  private static final Path PRODUCT = Path.of("src", "main", "java", "dev", "signalbox");
  private static final Path READERS = PRODUCT.resolve("settings/reading");

  /** How the readers of the configuration ask for a key. */
  private static final Pattern ASKED =
      Pattern.compile(
          "\\.(?:optional|required|text|texts|duration|number|flag|section|sections"
              + "|requiredSection)\\(\\s*\"([a-z_]+)\"");

  /** A relay's connections are asked for by the constants of an enum. */
  private static final Pattern ROLE = Pattern.compile("\\b[A-Z]+\\(\"([a-z]+)\", \"");

  private static final Pattern EXAMPLE = Pattern.compile("(?m)^[ #]*([a-z_]+):(?: |$)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void readmeIsReadInTenMinutes() throws IOException {
    assertThat(Page.readme().text().strip().split("\\s+")).hasSizeLessThanOrEqualTo(MOST_WORDS);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (Page page : Page.all()) {
      assertThat(page.links())
          .filteredOn(link -> !link.contains("://"))
          .allSatisfy(
              link -> assertThat(leadsSomewhere(page, link)).as("%s", page.file()).isTrue());
    }
    assertThat(Page.readme().links()).contains("icons/window-light.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.md", "README.md#absent"})
  void aLinkThatLeadsNowhereIsNoticed(String link) throws IOException {
    assertThat(leadsSomewhere(new Page(Path.of("wrong.md"), ""), link)).isFalse();
    assertThat(leadsSomewhere(new Page(Path.of("wrong.md"), ""), "README.md#two-commands"))
        .isTrue();
  }

  @Test
  void everyPageIsLinkedFromReadme() throws IOException {
    assertThat(Page.readme().links())
        .containsAll(
            Page.all().stream()
                .skip(1)
                .map(page -> page.file().toString().replace('\\', '/'))
                .toList());
  }

  @Test
  void everyKeyHasItsPlaceInTheReference() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.list(READERS)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Reader.java")).toList()) {
        String source = Files.readString(file);
        Stream.of(ASKED, ROLE)
            .flatMap(pattern -> pattern.matcher(source).results())
            .forEach(found -> keys.add(found.group(1)));
      }
    }
    assertThat(keys).contains("type", "give_up_after", "checkpoint", "keep");
    assertThat(undocumented(Page.named("configuration.md"), keys)).isEmpty();

    Set<String> shown = new TreeSet<>();
    EXAMPLE
        .matcher(Files.readString(Path.of("resources", "signalbox.example.yaml")))
        .results()
        .forEach(found -> shown.add(found.group(1)));
    shown.removeAll(Set.of("nats", "oracle", "mariadb"));
    assertThat(shown).contains("pool_size", "credentials_file", "polling");
    assertThat(undocumented(Page.named("configuration.md"), shown)).isEmpty();
  }

  @Test
  void aKeyThatIsLeftOutIsNoticed() {
    Page page = new Page(Path.of("wrong.md"), "| `retry.max` | `maximum` |\n");
    assertThat(undocumented(page, Set.of("max", "retry", "initial", "maxi")))
        .containsExactlyInAnyOrder("initial", "maxi");
  }

  /** Packages are named in code, and in README's map without what all of them begin with. */
  @Test
  void everyPackageThatIsNamedExists() throws IOException {
    for (Page page : Page.all()) {
      assertThat(packages(page)).as("%s", page.file()).allSatisfy(PagesTest::assertExists);
    }
    assertThat(packages(Page.readme())).contains("app", "relay.run", "connection.driver");
  }

  @Test
  void everyPackageOfTheProductIsOnTheMap() throws IOException {
    try (Stream<Path> folders = Files.list(PRODUCT)) {
      assertThat(packages(Page.readme()))
          .containsAll(
              folders.filter(Files::isDirectory).map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void aPackageThatDoesNotExistIsNoticed() {
    String map = "## Map of the code\n\n| `absent` | job |\n| `relay` | `run`, `nowhere` |\n";
    assertThat(packages(new Page(Path.of("wrong.md"), map)))
        .containsExactly("absent", "relay", "relay.run", "relay.nowhere");
    assertThat(exists("absent")).isFalse();
    assertThat(exists("relay.nowhere")).isFalse();
    assertThat(exists("relay.run")).isTrue();
  }

  private static void assertExists(String name) {
    assertThat(exists(name)).as("package %s", name).isTrue();
  }

  private static boolean exists(String name) {
    return Files.isDirectory(PRODUCT.resolve(name.replace('.', '/')));
  }

  /** The packages on a page's map, and those that its code names in full below ours. */
  private static List<String> packages(Page page) {
    Pattern code = Pattern.compile("`([a-z]+(?:\\.[a-z]+)*)`");
    int map = page.text().indexOf("## Map of the code");
    if (map < 0) {
      return List.of();
    }
    return page.text()
        .substring(map)
        .lines()
        .flatMap(
            line -> {
              String[] cells = line.split("\\|", -1);
              if (!line.startsWith("| `")) {
                return code.matcher(line).results().map(found -> found.group(1));
              }
              String owner = code.matcher(cells[1]).results().findFirst().orElseThrow().group(1);
              return Stream.concat(
                  code.matcher(cells[1]).results().map(found -> found.group(1)),
                  code.matcher(cells[2]).results().map(found -> owner + "." + found.group(1)));
            })
        .distinct()
        .toList();
  }

  private static List<String> undocumented(Page page, Set<String> keys) {
    List<String> code = page.code();
    return keys.stream()
        .filter(key -> code.stream().noneMatch(c -> List.of(c.split("[.: {}]+")).contains(key)))
        .toList();
  }

  private static boolean leadsSomewhere(Page page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = page.file().resolveSibling(parts[0]).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return parts.length == 1
        || HEADING
            .matcher(Files.readString(target))
            .results()
            .anyMatch(found -> anchor(found.group(1)).equals(parts[1]));
  }

  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
