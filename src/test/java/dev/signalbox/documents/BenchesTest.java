package dev.signalbox.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One command runs all there is to measure, and shows all ratios of it. */
class BenchesTest {
  private static final Path BENCHES = Path.of("src/bench/java");
  private static final String TABLE = "bench-table";

  private static final Pattern EXECUTION =
      Pattern.compile("<execution>(.*?)</execution>", Pattern.DOTALL);

  private static final Pattern NAME = Pattern.compile("<id>(bench(?:-[a-z]+)?)</id>");

  /** What each of them is, by its name. */
  private static Map<String, String> benches() throws IOException {
    Map<String, String> benches = new TreeMap<>();
    for (MatchResult execution :
        EXECUTION.matcher(Files.readString(Path.of("pom.xml"))).results().toList()) {
      Matcher name = NAME.matcher(execution.group());
      if (name.find()) {
        benches.put(name.group(1), execution.group());
      }
    }
    return benches;
  }

  @Test
  void oneCommandRunsAllOfThemAndThenPrintsTheirTable() throws Exception {
    List<String> words =
        Page.named("benchmarks.md").commands().stream()
            .map(DocumentedCommand::words)
            .filter(command -> command.contains("exec:exec@" + TABLE))
            .max((one, another) -> one.size() - another.size())
            .orElseThrow();

    assertThat(words.stream().filter(word -> word.startsWith("exec:exec@bench")))
        .containsExactlyInAnyOrderElementsOf(
            benches().keySet().stream().map(bench -> "exec:exec@" + bench).toList())
        .last()
        .isEqualTo("exec:exec@" + TABLE);
  }

  @Test
  void whateverCanBeRunIsRunAndKeepsItsRatios() throws Exception {
    Map<String, String> benches = benches();
    List<String> mains;
    try (Stream<Path> files = Files.walk(BENCHES)) {
      mains =
          files
              .filter(file -> file.toString().endsWith("Bench.java"))
              .filter(BenchesTest::canBeRun)
              .map(file -> BENCHES.relativize(file).toString())
              .map(file -> file.replaceFirst("[.]java$", "").replace('/', '.'))
              .toList();
    }

    assertThat(mains).hasSizeGreaterThan(8);
    assertThat(mains)
        .allSatisfy(
            main ->
                assertThat(benches.values())
                    .anyMatch(
                        bench ->
                            bench.contains("-Dsignalbox.ratios=${ratios.file} ")
                                && bench.matches(
                                    "(?s).*classpath \\Q%s\\E[ <].*".formatted(main))));
  }

  private static boolean canBeRun(Path file) {
    try {
      return Files.readString(file).contains("static void main(");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
