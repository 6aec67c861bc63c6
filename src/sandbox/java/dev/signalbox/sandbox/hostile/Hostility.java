package dev.signalbox.sandbox.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a hostile peer does to everyone who connects to it. */
public sealed interface Hostility {

  /** Accepts and never says a word. */
  record Silent() implements Hostility {}

  /** Accepts and closes at once. */
  record Closes() implements Hostility {}

  /** Greets as it should, one byte a second. */
  record Drips() implements Hostility {}

  /** Says what is allowed, without end and without being asked. */
  record Floods() implements Hostility {}

  /** Announces gigabytes, and begins to deliver them. */
  record Announces() implements Hostility {}

  /** Says lengths that are not so. */
  record Misstates() implements Hostility {}

  /** Refuses every login, with as much of this as its reason as the client takes. */
  record Complains(Poison poison) implements Hostility {}

  /** Says things at random, without end; the same ones to everyone. */
  record Garbage(long seed) implements Hostility {}

  /** Sends its clients elsewhere, which is to itself again, for ever. */
  record Redirects() implements Hostility {}

  /** Begins anew whenever it is its turn to say that all is well. */
  record BeginsAnew() implements Hostility {}

  /** Lets everyone in, or nearly, and answers the first question with more than was ever asked. */
  record AnswersHugely() implements Hostility {}

  /** Each of them once, the errors with each poison. */
  static List<Hostility> all() {
    return Stream.<Hostility>concat(
            Stream.of(
                new Silent(),
                new Closes(),
                new Drips(),
                new Floods(),
                new Announces(),
                new Misstates(),
                new Garbage(12),
                new Redirects(),
                new BeginsAnew(),
                new AnswersHugely()),
            Arrays.stream(Poison.values()).map(Complains::new))
        .toList();
  }

  /** A few words, as in "refuses with blanks". */
  default String words() {
    return switch (this) {
      case Silent _ -> "accepts, then silent";
      case Closes _ -> "accepts, then closes";
      case Drips _ -> "one byte a second";
      case Floods _ -> "floods";
      case Announces _ -> "announces gigabytes";
      case Misstates _ -> "misstates lengths";
      case Complains(var poison) -> "error text: " + poison;
      case Garbage _ -> "garbage";
      case Redirects _ -> "redirects for ever";
      case BeginsAnew _ -> "greets for ever";
      case AnswersHugely _ -> "huge answer";
    };
  }
}
