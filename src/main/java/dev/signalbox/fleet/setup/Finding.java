package dev.signalbox.fleet.setup;

import dev.signalbox.fleet.setup.Standing.Differs;
import dev.signalbox.fleet.setup.Standing.InPlace;
import dev.signalbox.fleet.setup.Standing.Made;
import dev.signalbox.fleet.setup.Standing.Missing;
import dev.signalbox.fleet.setup.Standing.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was found of one store. */
public record Finding(Store store, Standing standing) {

  /** Whether a fleet can work with it. */
  public boolean isGood() {
    return switch (standing) {
      case InPlace _, Made _ -> true;
      case Missing _, Differs _, Refused _ -> false;
    };
  }

  /** Whether that was found at all. */
  boolean isKnown() {
    return !(standing instanceof Refused);
  }

  /** In one line, without the store's name. */
  public String words() {
    return switch (standing) {
      case InPlace _ -> "is there";
      case Made _ -> "made";
      case Missing _ -> "is missing";
      case Differs(List<Difference> differences) ->
          "differs: "
              + differences.stream().map(Difference::words).collect(Collectors.joining("; "));
      case Refused(String reason) -> reason;
    };
  }

  /**
   * What whoever may types to set it right; empty if nothing is to be done, or no command does it.
   *
   * @param replicas on how many servers a missing one is to be kept
   */
  public Optional<String> command(int replicas) {
    return switch (standing) {
      case InPlace _, Made _ -> Optional.empty();
      case Missing _, Refused _ -> Optional.of(store.command(replicas));
      case Differs(List<Difference> differences) -> edit(differences);
    };
  }

  private Optional<String> edit(List<Difference> differences) {
    String options =
        differences.stream()
            .flatMap(difference -> difference.option().stream())
            .collect(Collectors.joining(" "));
    return options.isEmpty()
        ? Optional.empty()
        : Optional.of("nats stream edit %s %s".formatted(store.stream(), options));
  }
}
