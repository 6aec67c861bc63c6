package dev.signalbox.ui.quiet;

import static java.util.Comparator.reverseOrder;

import dev.signalbox.journal.Subject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Which objects are to be quiet, and when: one span each. An immutable value.
 *
 * @param spans at most {@value #MOST}; of more, those that end first are left out
 */
public record Quiet(Map<Subject, Span> spans) {
  static final int MOST = 1_000;

  private static final String KEY = "quiet.";

  /** Nothing is quiet. */
  public static final Quiet NONE = new Quiet(Map.of());

  /**
   * From one moment up to another.
   *
   * @param to later than {@code from}
   */
  public record Span(Instant from, Instant to) {
    /**
     * Takes both as they are.
     *
     * @throws IllegalArgumentException if it ends before it begins
     */
    public Span {
      if (!to.isAfter(from)) {
        throw new IllegalArgumentException("a time that ends before it begins");
      }
    }

    boolean contains(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }

  public Quiet {
    spans =
        spans.size() <= MOST
            ? Map.copyOf(spans)
            : spans.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().to(), reverseOrder()))
                .limit(MOST)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The span of that object that is on or still to come. */
  public Optional<Span> of(Subject subject, Instant now) {
    return Optional.ofNullable(spans.get(subject)).filter(span -> now.isBefore(span.to()));
  }

  /** Whether no notice of that object is wanted now. */
  public boolean isQuiet(Subject subject, Instant now) {
    return of(subject, now).filter(span -> span.contains(now)).isPresent();
  }

  /** With this span for each of those, instead of what they had. */
  Quiet with(Collection<Subject> subjects, Span span) {
    Map<Subject, Span> changed = new HashMap<>(spans);
    subjects.forEach(subject -> changed.put(subject, span));
    return new Quiet(changed);
  }

  Quiet without(Collection<Subject> subjects) {
    Map<Subject, Span> changed = new HashMap<>(spans);
    subjects.forEach(changed::remove);
    return new Quiet(changed);
  }

  /** Only what is on or still to come. */
  public Quiet at(Instant now) {
    Map<Subject, Span> left = new HashMap<>(spans);
    left.values().removeIf(span -> !now.isBefore(span.to()));
    return new Quiet(left);
  }

  /** Adds itself to the lines of a file. */
  public void writeTo(Properties lines) {
    spans.forEach(
        (subject, span) -> lines.setProperty(KEY + subject, span.from() + " " + span.to()));
  }

  /**
   * What such lines say.
   *
   * @throws IllegalArgumentException if one of them makes no sense
   */
  public static Quiet of(Properties lines) {
    Map<Subject, Span> spans = new HashMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(KEY)) {
        Subject subject =
            Subject.parse(key.substring(KEY.length()))
                .orElseThrow(
                    () -> new IllegalArgumentException("nothing is called “%s”".formatted(key)));
        spans.put(subject, span(lines.getProperty(key)));
      }
    }
    return new Quiet(spans);
  }

  private static Span span(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("a span is two times, not “%s”".formatted(text));
    }
    try {
      return new Span(Instant.parse(parts[0]), Instant.parse(parts[1]));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a time: “%s”".formatted(text), e);
    }
  }
}
