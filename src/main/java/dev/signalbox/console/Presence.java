package dev.signalbox.console;

import java.time.Instant;
import java.util.Optional;

/**
 * How sure it is that what is shown of an engine still holds. Only while it is {@linkplain
 * #isCertain certain} may anything of it be shown as well.
 */
public sealed interface Presence {

  /** Whether what is shown is what is. */
  default boolean isCertain() {
    return switch (this) {
      case Here _, Known _ -> true;
      case Probing _, Silent _, Gone _, NotKnown _, Recorded _, Ended _ -> false;
    };
  }

  /** When it was last heard of; empty if it never was, and for one in this process. */
  default Optional<Instant> heard() {
    return switch (this) {
      case Here _ -> Optional.empty();
      case Known p -> Optional.of(p.last());
      case Probing p -> Optional.of(p.last());
      case Silent p -> Optional.of(p.last());
      case Gone p -> p.last();
      case NotKnown p -> p.last();
      case Recorded p -> Optional.of(p.at());
      case Ended p -> Optional.of(p.at());
    };
  }

  /** It runs in this process. */
  record Here() implements Presence {}

  /** It was heard a moment ago. */
  record Known(Instant last) implements Presence {}

  /** It should have been heard by now, and was asked whether it is there. */
  record Probing(Instant last) implements Presence {}

  /** It says nothing, and does not answer. */
  record Silent(Instant last) implements Presence {}

  /** The server says that it is not connected any more. */
  record Gone(Instant since, Optional<Instant> last) implements Presence {}

  /** Nothing can be heard here, because this console itself is cut off. */
  record NotKnown(Instant since, Optional<Instant> last) implements Presence {}

  /** All that is known is what was recorded then: it has not been heard here. */
  record Recorded(Instant at) implements Presence {}

  /** It has ended in order. */
  record Ended(Instant at) implements Presence {}
}
