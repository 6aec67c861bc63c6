package dev.signalbox.settings.reading;

import dev.signalbox.base.ForeignText;
import dev.signalbox.settings.LogSettings;
import dev.signalbox.settings.Purpose;
import dev.signalbox.settings.Secret;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A single value and its place. Each conversion is empty after having added a problem.
 *
 * @param value with every reference resolved; may be a secret
 * @param written as it stands in the file, with {@code ${...}} in it
 */
record Scalar(String value, String written, Place place, Reading reading) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d+");
  private static final int LONGEST_QUOTE = 60;

  /** What a single value may hold, in characters. */
  static final int LONGEST = 64 << 10;

  /** The value as a complaint shows it: never what a reference yielded, for that may be secret. */
  String quoted() {
    int searched = Math.min(written.length(), 10 * LONGEST_QUOTE);
    String text = written.substring(0, searched).replaceAll("\\s+", " ");
    return '"' + ForeignText.label(text, LONGEST_QUOTE) + '"';
  }

  Optional<String> text(Rule rule) {
    Optional<Rule.Complaint> complaint = rule.check(this);
    complaint.ifPresent(found -> complain(found.message(), found.suggestion()));
    return complaint.isPresent() ? Optional.empty() : Optional.of(value);
  }

  /** {@code ask} means to ask the operator, if there is one; else it is the secret itself. */
  Secret secret() {
    // Only as written: a password that a reference yields may happen to be this word.
    if (!written.equals("ask")) {
      return given();
    }
    if (reading.purpose() == Purpose.HEADLESS) {
      complain("there is nobody to ask without a window", "write ${env:NAME} or ${file:PATH}");
    }
    return Secret.ask();
  }

  private Secret given() {
    if (written.contains("${")) {
      checkReferred();
    } else if (!value.isEmpty()) {
      reading.problems().checkSecretFile(reading.file(), Place.WHOLE_FILE);
    }
    return Secret.of(value);
  }

  /** What an editor or a shell left at its end is no part of a secret, and nobody sees it there. */
  private void checkReferred() {
    if (value.isBlank() && !written.endsWith(":-}")) {
      complain("the secret is empty", "check the variable or the file that it comes from");
    } else if (value.endsWith("\n") || value.endsWith("\r")) {
      complain("the secret ends with a line break", "take it out of the variable");
    } else if (!value.equals(value.strip())) {
      reading.problems().notice(place, "the secret begins or ends with a blank", "");
    }
  }

  /** One of {@code choices}, all in lower case. */
  Optional<String> oneOf(List<String> choices) {
    String chosen = value.toLowerCase(Locale.ROOT);
    if (choices.contains(chosen)) {
      return Optional.of(chosen);
    }
    complain(
        quoted() + " is not one of " + String.join(", ", choices),
        NearestName.of(value, choices).map(name -> "did you mean \"" + name + "\"?").orElse(""));
    return Optional.empty();
  }

  /** A time longer than zero. */
  Optional<Duration> duration() {
    Optional<Duration> duration = DurationSyntax.parse(value);
    if (value.strip().startsWith("-") || duration.filter(Duration::isZero).isPresent()) {
      complain(quoted() + " is not longer than zero", "");
      return Optional.empty();
    }
    if (duration.isEmpty()) {
      complain(
          quoted() + " is not a duration",
          "write 30 (seconds), 500ms, 10s, 5m or 1h, at most "
              + DurationSyntax.MAX.toHours()
              + "h");
    }
    return duration;
  }

  Optional<Integer> number(int least, int most) {
    if (!WHOLE_NUMBER.matcher(value).matches()) {
      complain("expected a whole number, found " + quoted(), "");
      return Optional.empty();
    }
    BigInteger number = new BigInteger(value);
    if (number.compareTo(BigInteger.valueOf(least)) < 0
        || number.compareTo(BigInteger.valueOf(most)) > 0) {
      complain("%s is not between %d and %d".formatted(quoted(), least, most), "");
      return Optional.empty();
    }
    return Optional.of(number.intValueExact());
  }

  Optional<Boolean> flag() {
    String flag = value.toLowerCase(Locale.ROOT);
    if (flag.equals("true") || flag.equals("false")) {
      return Optional.of(Boolean.valueOf(flag));
    }
    complain("expected true or false, found " + quoted(), "");
    return Optional.empty();
  }

  /** A path; a relative one starts from the configuration file's folder. */
  Optional<Path> path() {
    if (value.isBlank()) {
      complain("must not be empty", "");
      return Optional.empty();
    }
    try {
      return Optional.of(reading.folder().resolve(value));
    } catch (InvalidPathException invalid) {
      complain(quoted() + " is not a file name: " + invalid.getReason(), "");
      return Optional.empty();
    }
  }

  /** The path of a file that can be read now. */
  Optional<Path> readableFile() {
    Optional<Path> path = path();
    Optional<Path> readable = path.filter(Files::isRegularFile).filter(Files::isReadable);
    if (path.isPresent() && readable.isEmpty()) {
      complain("no readable file " + quoted(), "a relative path starts from this file's folder");
    }
    readable.ifPresent(reading.files()::add);
    return readable;
  }

  /** If it is the path of a file, that one may be read, by a driver who starts from elsewhere. */
  void perhapsFile() {
    try {
      reading.files().add(Path.of(value));
    } catch (InvalidPathException _) {
      // Then it is none.
    }
  }

  /** The path of a file that is written to and renamed, which may be none that was read before. */
  Optional<Path> logFile() {
    Optional<Path> path = path();
    if (path.filter(reading.files()::contains).isPresent()) {
      complain("is a file that this configuration is read from", "name another file");
      return Optional.empty();
    }
    Optional<Path> replaced = path.flatMap(this::replaced);
    replaced.ifPresent(
        file ->
            complain(
                "a full file is renamed to \"%s\", which this configuration is read from"
                    .formatted(file.getFileName()),
                "name another file"));
    return replaced.isPresent() ? Optional.empty() : path;
  }

  /** What is read, and would be renamed or written over by one of the log's. */
  private Optional<Path> replaced(Path log) {
    return IntStream.rangeClosed(1, LogSettings.OLD_FILES)
        .mapToObj(number -> LogSettings.oldFile(log, number))
        .filter(reading.files()::contains)
        .findFirst();
  }

  /** An address of this machine at which anybody is served who can reach it. */
  Optional<String> listener() {
    try {
      if (!InetAddress.ofLiteral(value).isLoopbackAddress()) {
        reading.problems().notice(place, "whoever can reach " + quoted() + " is served there", "");
      }
      return Optional.of(value);
    } catch (IllegalArgumentException _) {
      complain(
          quoted() + " is not an IP address",
          "write 127.0.0.1 for this machine alone, or 0.0.0.0 for all");
      return Optional.empty();
    }
  }

  /** A folder, relative to this file's unless absolute. */
  Optional<Path> readableFolder() {
    Optional<Path> path = path();
    Optional<Path> readable = path.filter(Files::isDirectory).filter(Files::isReadable);
    if (path.isPresent() && readable.isEmpty()) {
      complain("no readable folder " + quoted(), "a relative path starts from this file's folder");
    }
    readable.ifPresent(reading.files()::add);
    return readable;
  }

  /** As {@link #readableFile()}, of a file that holds a secret. */
  Optional<Path> secretFile() {
    Optional<Path> file = readableFile();
    file.ifPresent(path -> reading.problems().checkSecretFile(path, place));
    return file;
  }

  private void complain(String message, String suggestion) {
    reading.problems().add(place, message, suggestion);
  }
}
