package dev.signalbox.journal;

import dev.signalbox.base.Actor;
import dev.signalbox.base.ForeignText;
import java.time.Instant;
import java.util.Optional;

/**
 * One change of state of a connection, a relay or the program. An immutable value without secrets;
 * its texts are in one line and bounded, whoever made them.
 *
 * @param at when {@code to} began
 * @param from the word for the state before, such as "Off": the same in every language, for the
 *     window to translate; empty if nobody knows
 * @param to the word for the state that began
 * @param cause why, where there is a reason worth a line; cut at {@value #CAUSE_LIMIT} characters
 * @param by who asked for it, if somebody did
 */
public record Transition(
    Subject subject,
    Instant at,
    String from,
    String to,
    Optional<String> cause,
    Optional<Actor> by) {
  /** The word for the program as a whole when an operator unlocked what production locks. */
  public static final String ARMED = "Armed";

  /** The same when one locked it again. */
  public static final String LOCKED = "Locked";

  /** The same when what one asked for was refused: that, and why, is the cause. */
  public static final String REFUSED = "Refused";

  static final int CAUSE_LIMIT = 500;
  static final int STATE_LIMIT = 64;
  static final int ACTOR_LIMIT = 100;

  public Transition {
    from = ForeignText.label(from, STATE_LIMIT);
    to = ForeignText.label(to, STATE_LIMIT);
    cause = cause.map(text -> ForeignText.label(text, CAUSE_LIMIT));
    by = by.map(Transition::bounded);
  }

  private static Actor bounded(Actor actor) {
    return new Actor(
        ForeignText.label(actor.user(), ACTOR_LIMIT),
        ForeignText.label(actor.host(), ACTOR_LIMIT),
        ForeignText.label(actor.via(), ACTOR_LIMIT));
  }

  /** Whether this only says again what that one said: the same state for the same reason. */
  boolean continues(Transition last) {
    return subject.equals(last.subject) && to.equals(last.to) && cause.equals(last.cause);
  }
}
