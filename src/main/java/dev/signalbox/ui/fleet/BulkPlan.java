package dev.signalbox.ui.fleet;

import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.EngineKey;
import dev.signalbox.ui.fleet.standing.EngineLooks;
import dev.signalbox.ui.toolkit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a command for many would do, counted before anything is sent.
 *
 * @param engines how many engines it concerns
 * @param notKnown how many are skipped because it is not known how they stand
 * @param locked how many are skipped because there polling is started only by whoever arms it
 * @param idle how many have nothing to be asked for
 * @param alone how many relays are to be handed over for which no other engine stands by
 * @param needsNumber whether whoever asks is to type how many commands that is
 */
record BulkPlan(
    BulkAction action,
    List<Order> orders,
    int engines,
    int notKnown,
    int locked,
    int idle,
    int alone,
    boolean needsNumber) {

  /**
   * One command.
   *
   * @param part of the engine: a relay or a connection
   */
  record Order(EngineKey engine, String name, String part, Command command) {}

  BulkPlan {
    orders = List.copyOf(orders);
  }

  static BulkPlan of(BulkAction action, List<EngineLooks> scope) {
    List<Order> orders = new ArrayList<>();
    int engines = 0;
    int notKnown = 0;
    int locked = 0;
    int idle = 0;
    int alone = 0;
    boolean needsNumber = false;
    for (EngineLooks looks : scope) {
      List<BulkAction.Aim> aims = action.aims(looks.row());
      boolean arming = looks.row().facts().armingNeeded();
      if (!looks.isCertain()) {
        notKnown++;
      } else if (aims.isEmpty()) {
        idle++;
      } else if (arming && action == BulkAction.START) {
        locked++;
      } else {
        engines++;
        needsNumber |= arming;
        alone += alone(looks, aims);
        aims.forEach(
            aim -> orders.add(new Order(looks.key(), looks.name(), aim.part(), aim.command())));
      }
    }
    return new BulkPlan(action, orders, engines, notKnown, locked, idle, alone, needsNumber);
  }

  private static int alone(EngineLooks looks, List<BulkAction.Aim> aims) {
    return (int)
        aims.stream()
            .filter(aim -> aim.command() instanceof Command.HandOver)
            .filter(aim -> !looks.stoodBy().contains(aim.part()))
            .count();
  }

  /** All of it in words: what will happen, and who is left out for what reason. */
  String words(Texts texts) {
    return Stream.of(
            texts.get(action.textKey(".will"), orders.size(), texts.get("fleet.engines", engines)),
            alone == 0
                ? ""
                : texts.get(
                    "fleet.bulk.hand_over.alone",
                    alone,
                    Command.HandOver.LEFT_TO_OTHERS.toSeconds()),
            part(texts, "fleet.bulk.notKnown", notKnown),
            part(texts, "fleet.bulk.locked", locked),
            part(texts, action.textKey(".idle"), idle))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining("; ", "", "."));
  }

  private static String part(Texts texts, String key, int count) {
    return count == 0 ? "" : texts.get(key, count);
  }
}
