package dev.signalbox.fleet.setup;

import java.util.List;

/** How it stands with one store. */
public sealed interface Standing {

  /** It is there as it is needed. */
  record InPlace() implements Standing {}

  /** It was not there and has been made. */
  record Made() implements Standing {}

  /** It is not there. */
  record Missing() implements Standing {}

  /**
   * It is there, but not as it is needed: nothing is changed that somebody else has made.
   *
   * @param differences at least one
   */
  record Differs(List<Difference> differences) implements Standing {
    public Differs {
      differences = List.copyOf(differences);
    }
  }

  /**
   * Nobody knows, or it could not be made.
   *
   * @param reason in one line
   */
  record Refused(String reason) implements Standing {}
}
