package dev.signalbox.settings.reading;

import dev.signalbox.settings.reading.text.TextFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${env:NAME}}, {@code ${env:NAME:-default}} and {@code ${file:PATH}} inside a
 * value; a doubled dollar sign keeps the brace from being a reference. What a reference yields is
 * not looked at again.
 */
final class Interpolation {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
  private static final Pattern VARIABLE = Pattern.compile("env:([^:\\s]+)(?::-(?s:(.*)))?");
  private static final Pattern FILE = Pattern.compile("file:(.+)");

  private final Map<String, String> environment;
  private final Path folder;
  private final UsedFiles files;
  private final Problems problems;

  /**
   * @param folder where a relative {@code PATH} starts
   */
  Interpolation(Map<String, String> environment, Path folder, UsedFiles files, Problems problems) {
    this.environment = environment;
    this.folder = folder;
    this.files = files;
    this.problems = problems;
  }

  private static String withoutLastBreaks(String text) {
    int end = text.length();
    while (end > 0 && "\r\n".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  /** The value meant by {@code written}, or empty after having added every problem with it. */
  Optional<String> resolve(String written, Place place) {
    if (!written.contains("${")) {
      return Optional.of(written);
    }
    Matcher matcher = REFERENCE.matcher(written);
    StringBuilder resolved = new StringBuilder();
    boolean complete = true;
    while (resolved.length() <= Scalar.LONGEST && matcher.find()) {
      Optional<String> value = value(matcher, place);
      complete &= value.isPresent();
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value.orElse("")));
    }
    matcher.appendTail(resolved);
    return complete ? Optional.of(resolved.toString()) : Optional.empty();
  }

  private Optional<String> value(Matcher found, Place place) {
    String reference = found.group(1);
    if (reference == null) {
      return Optional.of("${");
    }
    Matcher variable = VARIABLE.matcher(reference);
    Matcher file = FILE.matcher(reference);
    if (found.group(2).isEmpty()) {
      // The text itself may be a password: it is not repeated.
      problems.add(place, "\"${\" without \"}\"", "write \"$${\" for a plain \"${\"");
      return Optional.empty();
    } else if (variable.matches()) {
      return variable(variable.group(1), Optional.ofNullable(variable.group(2)), place);
    } else if (file.matches()) {
      return file(file.group(1), place);
    }
    problems.add(
        place,
        "unknown kind of ${...}",
        "write ${env:NAME}, ${env:NAME:-default}, ${file:PATH}, or \"$${\" for a plain \"${\"");
    return Optional.empty();
  }

  /** As in a shell, the default also stands in for a variable that is empty. */
  private Optional<String> variable(String name, Optional<String> otherwise, Place place) {
    Optional<String> value = Optional.ofNullable(environment.get(name));
    if (otherwise.isPresent()) {
      return value.filter(text -> !text.isEmpty()).or(() -> otherwise);
    }
    if (value.isEmpty()) {
      problems.add(
          place,
          "environment variable %s is not set".formatted(name),
          "set it or write ${env:%s:-default}".formatted(name));
    }
    return value;
  }

  private Optional<String> file(String path, Place place) {
    try {
      files.add(folder.resolve(path));
      problems.checkSecretFile(folder.resolve(path), place);
      return Optional.of(withoutLastBreaks(TextFile.read(folder.resolve(path), Scalar.LONGEST)));
    } catch (TextFile.UnreadableException unreadable) {
      problems.add(
          place, "cannot read %s: %s".formatted(folder.resolve(path), unreadable.reason()));
    } catch (InvalidPathException invalid) {
      problems.add(place, "not a file name: " + invalid.getReason());
    }
    return Optional.empty();
  }
}
