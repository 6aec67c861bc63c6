package dev.signalbox.settings.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Loads whatever it is given, and holds what comes of it and what it cost against what is right.
 */
final class LoadCost {
  /** Of the processor's time, which no other load on the machine adds to. */
  private static final Duration MOST_TIME = Duration.ofSeconds(3);

  private static final long MOST_MEMORY = 192L << 20;
  private static final int LONGEST_LINE = 2_000;
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
  private static final Pattern UNREADABLE =
      Pattern.compile("[\\p{Cntrl}\\u202a-\\u202e\\u2028\\u2029\\ufeff]");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * The problems of that file, none if it can be used; anything but settings or problems is an
   * error.
   */
  List<SettingsProblem> load(Path file, Map<String, String> environment) throws Exception {
    long thread = Thread.currentThread().threadId();
    long before = threads.getThreadAllocatedBytes(thread);
    long began = threads.getCurrentThreadCpuTime();
    List<SettingsProblem> problems = problems(file, environment);
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - began);
    assertThat(took).isLessThan(MOST_TIME);
    assertThat(threads.getThreadAllocatedBytes(thread) - before).isLessThan(MOST_MEMORY);
    return problems;
  }

  private static List<SettingsProblem> problems(Path file, Map<String, String> environment) {
    try {
      SettingsLoader.load(file, environment);
      return List.of();
    } catch (SettingsException e) {
      assertThat(e.problems()).isNotEmpty();
      return e.problems();
    }
  }

  /** That each of them can be shown to a person, who finds the line. */
  static void requireShowable(List<SettingsProblem> problems, Path file) throws Exception {
    if (problems.isEmpty()) {
      return;
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int lines = (int) LINE_END.matcher(text).results().count() + 1;
    for (SettingsProblem problem : problems) {
      assertThat(problem.line()).isBetween(0, lines);
      assertThat(problem.message()).isNotBlank();
      assertThat(problem.toString())
          .hasSizeLessThan(LONGEST_LINE)
          .doesNotContainPattern(UNREADABLE)
          .doesNotContain("Exception", "snakeyaml");
    }
  }
}
