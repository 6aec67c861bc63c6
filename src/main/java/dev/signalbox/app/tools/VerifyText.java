package dev.signalbox.app.tools;

import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.tools.RepublishTool;
import dev.signalbox.relay.tools.VerifyTool;
import java.util.ArrayList;
import java.util.List;

/** What is printed of a comparison. */
final class VerifyText {
  private VerifyText() {}

  static List<String> lines(String relay, VerifyTool.Result result, int mostNamed) {
    if (result.upTo().isEmpty()) {
      return List.of("No row of " + relay + " in that range counts as relayed.");
    }
    int missing = result.missing().size();
    long absent = missing + result.removed() + result.diverted();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s compared, up to %s. The stream has %s."
            .formatted(
                relay,
                rows(result.rows()),
                result.upTo().get(),
                absent == 0 ? "all of them" : AlignedText.number(result.rows() - absent)));
    if (result.removed() > 0) {
      lines.add(rows(result.removed()) + " are older than what the stream keeps.");
    }
    if (result.diverted() > 0) {
      lines.add(rows(result.diverted()) + " could not be relayed: diverted.");
    }
    if (missing > 0) {
      lines.add(rows(missing) + " missing in it:");
      result.missing().stream().limit(mostNamed).map(Position::toString).forEach(lines::add);
      if (missing > mostNamed) {
        lines.add("and " + AlignedText.number((long) missing - mostNamed) + " more");
      }
    }
    if (!result.complete()) {
      lines.add("It ended there, for so many are missing; --from goes on behind it.");
    }
    return lines;
  }

  /** What became of the missing rows. */
  static List<String> lines(RepublishTool.Outcome outcome, int mostNamed) {
    List<String> lines = new ArrayList<>();
    lines.add("%s stored again.".formatted(rows(outcome.stored())));
    if (!outcome.gone().isEmpty()) {
      lines.add(rows(outcome.gone().size()) + " not in the table any more:");
      outcome.gone().stream().limit(mostNamed).map(Position::toString).forEach(lines::add);
    }
    if (!outcome.bad().isEmpty()) {
      lines.add(rows(outcome.bad().size()) + " cannot be relayed:");
      outcome.bad().stream()
          .limit(mostNamed)
          .map(row -> "%s, column %s: %s".formatted(row.position(), row.column(), row.reason()))
          .forEach(lines::add);
    }
    return lines;
  }

  private static String rows(long rows) {
    return AlignedText.number(rows) + (rows == 1 ? " row" : " rows");
  }
}
