package dev.signalbox.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.BadRow;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.tools.RepublishTool;
import dev.signalbox.relay.tools.VerifyTool;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is printed of a comparison. */
class VerifyTextTest {
  private static final String DAY = "2026-01-01T00:00:00.000000000 / ";

  private static Position row(int id) {
    return Position.of(LocalDateTime.of(2026, 1, 1, 0, 0), Integer.toString(id));
  }

  private static List<String> lines(int removed, int diverted, int missing, boolean complete) {
    return VerifyText.lines(
        "txlog",
        new VerifyTool.Result(
            1_200,
            Optional.of(row(1_200)),
            removed,
            diverted,
            IntStream.rangeClosed(1, missing).mapToObj(VerifyTextTest::row).toList(),
            complete,
            0),
        2);
  }

  @Test
  void whatBecameOfTheMissingRows() {
    BadRow bad = new BadRow(row(7), "NOTE", "too large", "{}", true);

    assertThat(VerifyText.lines(new RepublishTool.Outcome(1, List.of(), List.of()), 2))
        .containsExactly("1 row stored again.");
    assertThat(VerifyText.lines(new RepublishTool.Outcome(1_200, List.of(row(5)), List.of(bad)), 2))
        .containsExactly(
            "1,200 rows stored again.",
            "1 row not in the table any more:",
            row(5).toString(),
            "1 row cannot be relayed:",
            row(7) + ", column NOTE: too large");
  }

  @Test
  void nothingToCompare() {
    assertThat(
            VerifyText.lines(
                "txlog", new VerifyTool.Result(0, Optional.empty(), 0, 0, List.of(), true, 0), 2))
        .containsExactly("No row of txlog in that range counts as relayed.");
  }

  @Test
  void allThere() {
    assertThat(lines(0, 0, 0, true))
        .containsExactly(
            "txlog: 1,200 rows compared, up to " + DAY + "1200. The stream has all of them.");
  }

  @Test
  void someRemovedAndSomeMissing() {
    assertThat(lines(100, 1, 3, false))
        .containsExactly(
            "txlog: 1,200 rows compared, up to " + DAY + "1200. The stream has 1,096.",
            "100 rows are older than what the stream keeps.",
            "1 row could not be relayed: diverted.",
            "3 rows missing in it:",
            DAY + "1",
            DAY + "2",
            "and 1 more",
            "It ended there, for so many are missing; --from goes on behind it.");
  }
}
