package dev.signalbox.app.tools;

import dev.signalbox.base.ForeignText;
import dev.signalbox.relay.checkpoint.CheckpointChange;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.checkpoint.LeaseView;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.tools.PositionTool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is printed of checkpoints. */
final class PositionText {
  private PositionText() {}

  static List<String> lines(Optional<CheckpointView> checkpoint) {
    return checkpoint
        .map(row -> AlignedText.table(pairs(row)))
        .orElse(List.of("no checkpoint yet: the first start makes one"));
  }

  private static List<List<String>> pairs(CheckpointView row) {
    List<List<String>> pairs = new ArrayList<>();
    pairs.add(List.of("position", position(row.position())));
    pairs.add(List.of("rows relayed", AlignedText.number(row.processed())));
    pairs.add(
        List.of(
            "stream",
            "message "
                + AlignedText.number(row.streamSequence())
                + row.streamCreated().map(made -> " of the one made at " + made).orElse("")));
    pairs.add(List.of("status", row.status()));
    row.error().ifPresent(error -> pairs.add(List.of("error", error)));
    pairs.add(List.of("lease", row.lease().map(lease -> lease(lease, row.read())).orElse("free")));
    pairs.add(List.of("term", AlignedText.number(row.epoch())));
    pairs.add(
        List.of(
            "origin",
            row.origin()
                .map(origin -> origin.isBlank() ? "as configured" : origin(origin))
                .orElse("not known")));
    pairs.add(List.of("source id", row.sourceId()));
    pairs.add(List.of("written", AlignedText.time(row.updated(), row.read())));
    return pairs;
  }

  private static String position(Optional<Position> position) {
    return position.map(Position::toString).orElse("the beginning");
  }

  static String lease(LeaseView lease, Instant now) {
    String since = lease.since().map(at -> " since " + AlignedText.time(at, now)).orElse("");
    String until = " until " + lease.until().truncatedTo(ChronoUnit.SECONDS);
    String end =
        lease.dead()
            ? ", a process that does not run any more"
            : lease.lasting() ? ", unless renewed" + until : ", expired: it lasted" + until;
    return lease.words() + since + end;
  }

  private static String origin(String origin) {
    return origin
        .lines()
        .filter(line -> !line.endsWith("="))
        .map(line -> line.replaceFirst("=", " "))
        .collect(Collectors.joining("; "));
  }

  static List<String> history(List<CheckpointChange> changes) {
    if (changes.isEmpty()) {
      return List.of("never changed by hand");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("WHEN", "WHO", "WHAT", "FROM", "TO"));
    changes.forEach(
        change ->
            rows.add(
                List.of(
                    change.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    change.by(),
                    change.what(),
                    change.was(),
                    change.became())));
    return AlignedText.table(rows);
  }

  /** What setting a position would mean. */
  static List<String> plan(String relay, PositionTool.Plan plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s is at %s and would go on behind %s."
            .formatted(
                relay,
                position(plan.before().flatMap(CheckpointView::position)),
                position(plan.to())));
    if (!plan.known()) {
      lines.add("No row of the table can be where it is, so nobody knows what lies between.");
    } else if (!plan.again().isNone()) {
      lines.add(
          ("%s would be sent again. The stream is looked through first: what it still has is not"
                  + " stored twice; what was removed from it is.")
              .formatted(plan.again()));
    } else if (!plan.passedOver().isNone()) {
      lines.add("%s would be passed over: never sent.".formatted(plan.passedOver()));
    } else {
      lines.add("No row lies between.");
    }
    if (plan.to().isPresent() && !plan.rowThere()) {
      lines.add("There is no row at exactly that position.");
    }
    plan.obstacle()
        .ifPresent(
            lease ->
                lines.add(
                    ("It would be refused: the lease is %s. Stop the relay there, or, if that is"
                            + " stuck: signalbox takeover %s")
                        .formatted(lease.words(), relay)));
    return lines.stream().map(ForeignText::line).toList();
  }
}
