package dev.signalbox.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What {@code pom.xml} and the sources offer to those who call Maven by hand. */
final class MavenProject {
  private static final Set<String> PHASES =
      Set.of("clean", "validate", "compile", "test-compile", "test", "package", "verify");
  private static final Set<String> OPTIONS = Set.of("-q", "-ntp");
  private static final Set<String> PROPERTIES_OF_MAVEN = Set.of("test", "skipTests");
  private static final Pattern PLUGIN = Pattern.compile("(?:maven-)?([a-z]+)(?:-maven)?-plugin");
  private static final Pattern OUR_CLASS = Pattern.compile("\\bdev\\.signalbox\\.[\\w.]+");

  private final String pom;
  private final Map<String, String> executions = new HashMap<>();
  private final Set<String> profiles = new HashSet<>();
  private final Map<Path, String> sources = new HashMap<>();

  private MavenProject(String pom) {
    this.pom = pom;
  }

  /** Reads {@code pom.xml} and every source. */
  static MavenProject read() throws Exception {
    Path file = Path.of("pom.xml");
    MavenProject project = new MavenProject(Files.readString(file));
    Document document =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    for (Element plugin : elements(document.getDocumentElement(), "plugin")) {
      String prefix = PLUGIN.matcher(child(plugin, "artifactId")).replaceFirst("$1");
      for (Element execution : elements(plugin, "execution")) {
        for (Element goal : elements(execution, "goal")) {
          project.executions.put(
              "%s:%s@%s".formatted(prefix, goal.getTextContent(), child(execution, "id")),
              execution.getTextContent());
        }
      }
    }
    elements(document.getDocumentElement(), "profile")
        .forEach(profile -> project.profiles.add(child(profile, "id")));
    project.readSources();
    return project;
  }

  private void readSources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        sources.put(file, Files.readString(file));
      }
    }
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static String child(Element parent, String name) {
    return elements(parent, name).stream().findFirst().map(Element::getTextContent).orElse("");
  }

  /** Whether the words after {@code mvn} ask for nothing but phases that lead to verify. */
  boolean isPartOfVerify(List<String> words) {
    return words.stream()
        .allMatch(w -> PHASES.contains(w) || OPTIONS.contains(w) || w.equals("-DskipTests"));
  }

  /** Why Maven would not do what these words after {@code mvn} say; empty if it would. */
  Optional<String> objection(List<String> words) {
    return words.stream().flatMap(word -> objection(word).stream()).findFirst();
  }

  private Optional<String> objection(String word) {
    if (word.startsWith("-D")) {
      String[] property = word.substring(2).split("=", 2);
      return propertyObjection(property[0], property.length > 1 ? property[1] : "");
    }
    if (word.startsWith("-P")) {
      return profiles.contains(word.substring(2))
          ? Optional.empty()
          : Optional.of("no profile " + word.substring(2));
    }
    if (word.startsWith("-")) {
      return OPTIONS.contains(word) ? Optional.empty() : Optional.of("unknown option " + word);
    }
    return word.contains(":") ? executionObjection(word) : phaseObjection(word);
  }

  private static Optional<String> phaseObjection(String phase) {
    return PHASES.contains(phase) ? Optional.empty() : Optional.of("no phase " + phase);
  }

  private Optional<String> executionObjection(String execution) {
    String configuration = executions.get(execution);
    if (configuration == null) {
      return Optional.of("no execution " + execution);
    }
    return OUR_CLASS
        .matcher(configuration)
        .results()
        .map(found -> found.group())
        .filter(name -> !hasSource(name.replace('.', '/')))
        .findFirst()
        .map(name -> "no class " + name);
  }

  private Optional<String> propertyObjection(String name, String value) {
    if (name.equals("test") || name.equals("it.test")) {
      return Stream.of(value.split(","))
          .filter(test -> !test.isEmpty() && !hasSource(test))
          .findFirst()
          .map(test -> "no test " + test);
    }
    boolean known =
        PROPERTIES_OF_MAVEN.contains(name)
            || pom.contains("${" + name + "}")
            || sources.values().stream().anyMatch(source -> source.contains('"' + name + '"'));
    return known ? Optional.empty() : Optional.of("no property " + name);
  }

  private boolean hasSource(String path) {
    return sources.keySet().stream()
        .anyMatch(file -> file.toString().replace('\\', '/').endsWith("/" + path + ".java"));
  }
}
