package dev.signalbox.app.tools;

import dev.signalbox.base.ForeignText;
import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RunStoppedException;
import dev.signalbox.relay.state.StopMode;
import dev.signalbox.relay.tools.Bench;
import dev.signalbox.relay.tools.Finding;
import dev.signalbox.relay.tools.RelayCheck;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks whether relays could start, and prints it: a table, and below it what to do. */
public final class RelayFindings {
  /** For all of them together, whatever hangs. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private record Found(String relay, Finding finding) {
    List<String> cells() {
      return List.of(relay, finding.what().word(), finding.result().word(), finding.words());
    }

    String advice() {
      String text = "%s, %s: %s".formatted(relay, finding.what().word(), finding.remedy());
      return ForeignText.lines(text, ForeignText.LIMIT, 2 * ForeignText.LIMIT);
    }
  }

  private RelayFindings() {}

  /**
   * Blocks for a minute at most; a stop of the benches' control ends it at once.
   *
   * @return whether all of them could start
   */
  public static boolean print(List<Bench> relays, PrintStream output) {
    List<Found> found = new ArrayList<>();
    boolean complete = relays.isEmpty() || look(relays, found);
    if (!found.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("RELAY", "WHAT", "RESULT", "DETAIL"));
      found.forEach(each -> rows.add(each.cells()));
      output.println();
      AlignedText.table(rows).forEach(output::println);
      found.stream()
          .filter(each -> !each.finding().remedy().isEmpty())
          .forEach(each -> output.println(System.lineSeparator() + each.advice()));
    }
    return complete
        && found.stream().noneMatch(each -> each.finding().result() == Finding.Result.FAILED);
  }

  /** Returns whether it came to an end with all of them. */
  private static boolean look(List<Bench> relays, List<Found> found) {
    Bench first = relays.getFirst();
    Scheduler.Cancellation limit =
        first
            .calls()
            .scheduler()
            .schedule(LIMIT, () -> first.calls().control().stop(StopMode.AT_ONCE));
    try {
      for (Bench relay : relays) {
        String name = relay.settings().programName();
        new RelayCheck(relay).findings().forEach(each -> found.add(new Found(name, each)));
      }
      return true;
    } catch (RunStoppedException e) {
      // A signal, or the limit: what is known by then is printed, and it is not good.
      return false;
    } finally {
      limit.cancel();
    }
  }
}
