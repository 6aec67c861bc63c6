package dev.signalbox.settings.reading;

import dev.signalbox.base.ForeignText;
import dev.signalbox.base.OthersAccess;
import dev.signalbox.settings.Redaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects what is wrong with one file: each problem fit to be shown, and no more of them than
 * anybody reads. Confined to the thread that loads it.
 */
final class Problems {
  /** After so many the file is not what it was taken for, and reading it ends. */
  private static final int MOST_FOUND = 1_000;

  private static final int MOST_SHOWN = 50;
  private static final int LONGEST_KEY = 200;
  private static final int LONGEST_TEXT = 600;

  /** So much is searched for secrets: more than is shown, lest a cut hides what one looks like. */
  private static final int LONGEST_SEARCHED = 4_000;

  private final String file;
  private final List<SettingsProblem> found = new ArrayList<>();
  private final Map<String, String> notices = new LinkedHashMap<>();
  private boolean ended;

  Problems(String file) {
    this.file = ForeignText.line(file);
  }

  /** Ends the reading of a file that has too many problems, or one that nothing helps. */
  static final class EndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndedException() {
      super("No more of this file is read", null, false, false);
    }
  }

  void add(Place place, String message) {
    add(place, message, "");
  }

  /** Adds a problem; the last one that fits ends the reading. */
  void add(Place place, String message, String suggestion) {
    found.add(
        new SettingsProblem(
            file,
            place.line(),
            shown(place.key(), LONGEST_KEY),
            shown(message, LONGEST_TEXT),
            shown(suggestion, LONGEST_TEXT)));
    if (found.size() >= MOST_FOUND) {
      ended = true;
      throw new EndedException();
    }
  }

  /** Adds what is to be said of who else gets at a file that holds a secret. */
  void checkSecretFile(Path secrets, Place place) {
    if (!Files.isRegularFile(secrets)) {
      // Whoever reads it says so; of a folder or a device the permissions are right as they are.
      return;
    }
    OthersAccess.to(secrets)
        .ifPresent(
            others -> {
              String words = "%s (mode %s)".formatted(secrets, others.mode());
              String remedy = "chmod 600 " + secrets.getFileName();
              if (others.write()) {
                addOnce(place, "anybody may write " + words, remedy);
              } else if (others.read()) {
                notice(place, "others may read " + words, remedy);
              }
              others
                  .openFolder()
                  .ifPresent(
                      folder ->
                          notice(
                              place,
                              "anybody may put another file in the place of " + secrets,
                              "chmod o-w " + folder));
            });
  }

  /** Adds a problem unless it has been added before: one file may hold many secrets. */
  private void addOnce(Place place, String message, String suggestion) {
    if (found.stream().noneMatch(problem -> problem.message().equals(message))) {
      add(place, message, suggestion);
    }
  }

  /** Adds what is to be told although the configuration can be used; the same only once. */
  void notice(Place place, String message, String suggestion) {
    notices.putIfAbsent(
        message,
        new SettingsProblem(
                file,
                place.line(),
                shown(place.key(), LONGEST_KEY),
                shown(message, LONGEST_TEXT),
                shown(suggestion, LONGEST_TEXT))
            .toString());
  }

  List<String> notices() {
    return List.copyOf(notices.values());
  }

  /** Adds a problem after which reading on makes no sense. */
  void end(Place place, String message) {
    add(place, message);
    throw new EndedException();
  }

  int count() {
    return found.size();
  }

  /** Throws what was found, in line order; within one line in the order of the finding. */
  void throwIfAny() throws SettingsException {
    if (found.isEmpty()) {
      return;
    }
    List<SettingsProblem> shown =
        new ArrayList<>(
            found.stream()
                .sorted(Comparator.comparingInt(SettingsProblem::line))
                .limit(MOST_SHOWN)
                .toList());
    int more = found.size() - shown.size();
    if (more > 0) {
      String count = ended ? "at least " + more : String.valueOf(more);
      shown.add(new SettingsProblem(file, 0, "", "and " + count + " more problems", ""));
    }
    throw new SettingsException(shown);
  }

  private static String shown(String text, int limit) {
    // A missing blank turns "password: x" into a key that carries the secret.
    String searched = ForeignText.cut(text, LONGEST_SEARCHED);
    return ForeignText.label(Redaction.GENERIC.redact(searched), limit);
  }
}
