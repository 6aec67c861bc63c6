package dev.signalbox.fleet.wire;

import dev.signalbox.base.ForeignText;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.fleet.Outcome;

/**
 * What became of an order.
 *
 * @param verdict {@code accepted}, {@code joined}, {@code refused}, {@code changed} or {@code
 *     expired}
 * @param reason in one line; may be empty
 * @param repeated whether this was said before, to the same order
 */
public record Reply(String verdict, String reason, boolean repeated) {
  public static final String ACCEPTED = "accepted";
  public static final String JOINED = "joined";
  public static final String REFUSED = "refused";
  public static final String CHANGED = "changed";
  public static final String EXPIRED = "expired";

  public Reply {
    reason = ForeignText.line(reason);
  }

  /** Said for the first time. */
  public static Reply of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted _ -> new Reply(ACCEPTED, "", false);
      case Verdict.Joined _, Verdict.Ignored _ -> new Reply(JOINED, "", false);
      case Verdict.Refused refused -> refused(refused.reason());
    };
  }

  /** That it makes no sense now. */
  public static Reply refused(String reason) {
    return new Reply(REFUSED, reason, false);
  }

  /** The same said once more. */
  public Reply again() {
    return new Reply(verdict, reason, true);
  }

  /** As a window shows it; a word that is unknown here is nothing that could be relied upon. */
  public Outcome outcome() {
    return switch (verdict) {
      case ACCEPTED -> new Outcome.Accepted();
      case JOINED -> new Outcome.Joined();
      case REFUSED -> new Outcome.Refused(reason);
      case CHANGED -> new Outcome.Changed(reason);
      case EXPIRED -> new Outcome.Expired();
      default ->
          new Outcome.NoAnswer(
              "the engine is newer, and answers “%s”".formatted(ForeignText.label(verdict, 64)));
    };
  }
}
