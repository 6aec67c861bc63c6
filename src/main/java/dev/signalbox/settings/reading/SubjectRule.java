package dev.signalbox.settings.reading;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a part of a NATS subject may look like that is configured. */
enum SubjectRule implements Rule {
  /** One word of a subject. */
  WORD("[\\x21-\\x7E&&[^.*>]]+", "one word without dots and wildcards"),
  /** The first words of subjects. */
  PREFIX(
      "[\\x21-\\x7E&&[^.*>]]+(?:\\.[\\x21-\\x7E&&[^.*>]]+)*",
      "words with dots between them, without wildcards");

  private final Pattern shape;
  private final String expected;

  SubjectRule(String shape, String expected) {
    this.shape = Pattern.compile(shape);
    this.expected = expected;
  }

  @Override
  public Optional<Complaint> check(Scalar scalar) {
    return shape.matcher(scalar.value()).matches()
        ? Optional.empty()
        : Optional.of(new Complaint("no part of a subject", "write " + expected));
  }
}
