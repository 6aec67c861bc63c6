package dev.signalbox.app.health;

import dev.signalbox.app.single.Inquiry;
import dev.signalbox.app.single.Inquiry.Answer;
import dev.signalbox.app.single.Whereabouts;
import dev.signalbox.app.single.Whereabouts.Closed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the engines are that run on a configuration.
 *
 * @param reports of those that answer
 * @param troubles about those that run and do not answer in a way that is understood, a line each
 */
public record HealthInquiry(List<HealthReport> reports, List<String> troubles) {
  /** With the start of the process that asks it is less than two seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  public HealthInquiry {
    reports = List.copyOf(reports);
    troubles = List.copyOf(troubles);
  }

  /**
   * Asks all of them, for a second at most.
   *
   * @param configuration its real path
   * @throws IOException if nobody answers, and there may be some who cannot be asked; the message
   *     is a sentence
   */
  public static HealthInquiry make(Whereabouts whereabouts, Path configuration) throws IOException {
    List<HealthReport> reports = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    for (Answer answer : Inquiry.ask(whereabouts.places(), configuration, LIMIT)) {
      switch (answer) {
        case Answer.Given given -> {
          try {
            HealthReport report = HealthLines.read(given.text());
            reports.add(given.place().isOwn() ? report : report.of(given.place().owner()));
          } catch (HealthLines.NoReportException e) {
            troubles.add("an engine's answer is not understood: " + e.getMessage());
          }
        }
        case Answer.Silent silent ->
            troubles.add(
                "%s has not answered for %d s".formatted(engine(silent.pid()), LIMIT.toSeconds()));
      }
    }
    HealthInquiry made = new HealthInquiry(reports, troubles);
    if (!made.isRunning() && !whereabouts.closed().isEmpty()) {
      Closed first = whereabouts.closed().getFirst();
      throw new IOException(
          "process %d may run on it and is of user %s: ask as that user, or as root"
              .formatted(first.pid(), first.owner()));
    }
    return made;
  }

  private static String engine(OptionalLong pid) {
    return pid.isPresent() ? "process " + pid.getAsLong() : "an engine";
  }

  /** Whether there is any. */
  public boolean isRunning() {
    return !(reports.isEmpty() && troubles.isEmpty());
  }

  /** Whether there is one at least, and nobody has to look after any. */
  public boolean isWell() {
    return isRunning() && troubles.isEmpty() && reports.stream().allMatch(HealthReport::isWell);
  }
}
