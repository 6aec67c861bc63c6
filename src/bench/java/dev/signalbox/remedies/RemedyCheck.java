package dev.signalbox.remedies;

import dev.signalbox.bench.TemporaryFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes each remedy out of the product and runs the tests that are to notice: they have to be green
 * with it and red without. The argument is a regular expression for the hazards to be tried, all by
 * default. Ends with 1 unless all is as it has to be.
 */
public final class RemedyCheck {
  private static final Path CATALOGUE = Path.of("src", "bench", "remedies.yaml");
  private static final Path TABLE = Path.of("target", "remedies.md");

  private final TemporaryFolder folder;
  private final Map<List<Object>, String> withRemedy = new HashMap<>();
  private final List<String> rows = new ArrayList<>();
  private int mistakes;

  private RemedyCheck(TemporaryFolder folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    String which = arguments.length > 0 ? arguments[0] : ".*";
    int mistakes;
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      RemedyCheck check = new RemedyCheck(folder);
      for (Remedy remedy : RemedyCatalogue.read(CATALOGUE)) {
        if (remedy.hazard().matches(which)) {
          check.check(remedy);
        }
      }
      check.writeTable();
      mistakes = check.mistakes;
    }
    System.exit(mistakes == 0 ? 0 : 1);
  }

  /** Each of its tests by itself has to notice. */
  private void check(Remedy remedy) throws IOException, InterruptedException {
    for (String test : remedy.tests()) {
      checkByOne(
          new Remedy(
              remedy.hazard(), remedy.remedy(), remedy.changes(), List.of(test), remedy.cells()));
    }
  }

  private void checkByOne(Remedy remedy) throws IOException, InterruptedException {
    String with =
        withRemedy.computeIfAbsent(
            List.of(remedy.tests(), remedy.cells()), _ -> runWithRemedy(remedy));
    String without;
    try (TemporaryFolder own = folder.within("remedy-" + rows.size())) {
      without =
          TestProcess.run(
              remedy, new WithoutRemedy(remedy, own.path()), own.path().resolve("output"));
    } catch (IllegalStateException e) {
      without = e.toString();
    }
    boolean noticed = with.startsWith(TestRun.GREEN) && without.startsWith(TestRun.RED);
    mistakes += noticed ? 0 : 1;
    System.out.printf(
        Locale.ROOT,
        "%s  %s%n    with: %s%n    without: %s%n",
        noticed ? "noticed  " : "UNNOTICED",
        remedy.hazard(),
        with,
        shortened(without));
    rows.add(
        "| %s | %s | %s | %s |"
            .formatted(
                remedy.hazard(),
                remedy.remedy(),
                String.join(", ", remedy.tests()).replace("dev.signalbox.", ""),
                noticed ? "red without it" : "NOT NOTICED"));
  }

  private String runWithRemedy(Remedy remedy) {
    try {
      return TestProcess.run(remedy, null, folder.path().resolve("output"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String shortened(String line) {
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }

  private void writeTable() throws IOException {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(TABLE), false, StandardCharsets.UTF_8)) {
      out.println("| what drivers and platform do | what is done about it | test | result |");
      out.println("|---|---|---|---|");
      rows.forEach(out::println);
    }
    System.out.printf("%d of %d noticed, see %s%n", rows.size() - mistakes, rows.size(), TABLE);
  }
}
