package dev.signalbox.app.health;

import dev.signalbox.app.single.Inquiry;
import dev.signalbox.app.single.Inquiry.Answer;
import dev.signalbox.app.single.Whereabouts;
import dev.signalbox.app.single.Whereabouts.Closed;
import dev.signalbox.app.single.Whereabouts.Place;
import dev.signalbox.base.Deadline;
import dev.signalbox.base.ForeignText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the engines are that run on a configuration.
 *
 * @param reports of those that answer
 * @param troubles about those that run and do not answer in a way that is understood, a line each
 * @param strangers about those of users who have no say in it, a line each; they count for nothing
 */
public record HealthInquiry(
    List<HealthReport> reports, List<String> troubles, List<String> strangers) {
  /** A user can make as many places as that user likes. */
  private static final int MOST_PLACES_OF_OTHERS = 64;

  private static final Logger LOG = LoggerFactory.getLogger("signalbox");
  private static final String LIMIT_WORDS = Inquiry.LIMIT.toSeconds() + " s";

  private static final int LONGEST_NAME = 40;
  private static final int LONGEST_FOLDER = 200;

  public HealthInquiry {
    reports = List.copyOf(reports);
    troubles = List.copyOf(troubles);
    strangers = List.copyOf(strangers);
  }

  /**
   * Asks all of them, for a second at most. Counts those of the user who asks, of root and of the
   * user whose the configuration is.
   *
   * @param configuration its real path
   * @throws IOException if nobody answers, and there may be some who cannot be asked; the message
   *     is a sentence
   */
  public static HealthInquiry make(Whereabouts whereabouts, Path configuration) throws IOException {
    Deadline deadline = Deadline.in(Inquiry.LIMIT);
    String owner = Files.getOwner(configuration).getName();
    List<Place> entitled =
        whereabouts.places().stream().filter(place -> place.isEntitled(owner)).toList();
    List<Place> others =
        whereabouts.places().stream()
            .filter(place -> !place.isEntitled(owner))
            .limit(MOST_PLACES_OF_OTHERS)
            .toList();
    List<HealthReport> reports = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    for (Answer answer : Inquiry.ask(entitled, configuration, Inquiry.LIMIT)) {
      take(answer, reports, troubles);
    }
    boolean nobody = reports.isEmpty() && troubles.isEmpty();
    if (nobody && !whereabouts.closed().isEmpty()) {
      Closed first = whereabouts.closed().getFirst();
      throw new IOException(
          "process %d may run on it and is of user %s: ask as that user, or as root"
              .formatted(first.pid(), first.owner()));
    }
    if (!whereabouts.complete()) {
      String trouble = "not all that runs here could be looked at within " + LIMIT_WORDS;
      if (nobody) {
        throw new IOException(trouble);
      }
      troubles.add(trouble);
    }
    // Only then, so that whatever others do keeps nobody who counts from being asked.
    return new HealthInquiry(
        reports, troubles, strangers(others, configuration, owner, deadline.remaining()));
  }

  private static void take(Answer answer, List<HealthReport> reports, List<String> troubles) {
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
          troubles.add("%s has not answered for %s".formatted(engine(silent.pid()), LIMIT_WORDS));
      case Answer.Unasked unasked -> {
        String folder = ForeignText.label(unasked.place().folder().toString(), LONGEST_FOLDER);
        troubles.add("within %s nobody was asked in %s".formatted(LIMIT_WORDS, folder));
      }
    }
  }

  private static List<String> strangers(
      List<Place> places, Path configuration, String owner, Duration limit) {
    try {
      return Inquiry.ask(places, configuration, limit).stream()
          .flatMap(HealthInquiry::stranger)
          .distinct()
          .map(name -> ForeignText.label(name, LONGEST_NAME))
          .map(
              name ->
                  "what user %s runs on it counts for nothing, since the file is of user %s: ask as user %s"
                      .formatted(name, ForeignText.label(owner, LONGEST_NAME), name))
          .toList();
    } catch (IOException e) {
      // Nor does it count for anything what is in the way there.
      LOG.debug("What others run cannot be asked: {}", e.toString());
      return List.of();
    }
  }

  /** Whose engine that is, or seems to be. */
  private static Stream<String> stranger(Answer answer) {
    return switch (answer) {
      case Answer.Given given -> Stream.of(given.place().owner());
      case Answer.Silent silent -> Stream.of(silent.place().owner());
      case Answer.Unasked _ -> Stream.empty();
    };
  }

  private static String engine(OptionalLong pid) {
    return pid.isPresent() ? "process " + pid.getAsLong() : "an engine";
  }

  /** All troubles and what counts for nothing, a line each. */
  public Stream<String> remarks() {
    return Stream.concat(troubles.stream(), strangers.stream());
  }

  /** Whether there is any that counts. */
  public boolean isRunning() {
    return !(reports.isEmpty() && troubles.isEmpty());
  }

  /** Whether there is one at least, and nobody has to look after any. */
  public boolean isWell() {
    return isRunning() && troubles.isEmpty() && reports.stream().allMatch(HealthReport::isWell);
  }
}
