package dev.signalbox.base;

/** What became of a command or a report. */
public sealed interface Verdict {

  /** It took effect. */
  record Accepted() implements Verdict {}

  /** It was already under way; this one joins it. */
  record Joined() implements Verdict {}

  /** A report from something that is no longer current. */
  record Ignored() implements Verdict {}

  /** It makes no sense now; the reason is shown to the operator. */
  record Refused(String reason) implements Verdict {}

  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
