package dev.signalbox.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * Some who relay the same rows by turns, each of whom is compared with the first one in the same
 * round: what else the machine does changes the rates, but hardly the ratios.
 *
 * <p>Threading: for one thread.
 */
final class Contest {
  private final SequencedMap<String, Turn> turns = new LinkedHashMap<>();
  private final Map<String, List<RelayCost>> costs = new LinkedHashMap<>();

  /** Relays some rows and says what it took. */
  @FunctionalInterface
  interface Turn {
    RelayCost take() throws Exception;
  }

  /** One contestant more. */
  Contest with(String name, Turn turn) {
    turns.put(name, turn);
    return this;
  }

  /** Prints a table. One more round comes before those that count, so that all is compiled. */
  void hold(int rounds) throws Exception {
    round(0);
    costs.clear();
    for (int round = 1; round <= rounds; round++) {
      round(round);
    }
    line("median (min-max)", "rows/s", "ratio", "us/row, own", "with the servers'", "ratio");
    turns.keySet().forEach(this::print);
  }

  /** In the opposite order each time, so that nobody is always the first. */
  private void round(int round) throws Exception {
    List<String> order = List.copyOf(turns.sequencedKeySet());
    for (String name : round % 2 == 0 ? order : order.reversed()) {
      costs.computeIfAbsent(name, _ -> new ArrayList<>()).add(turns.get(name).take());
    }
  }

  private void print(String name) {
    line(
        name,
        spread(name, RelayCost::rowsPerSecond).text("%,.0f"),
        ratio(name, RelayCost::rowsPerSecond).text("%.3f"),
        spread(name, RelayCost::ownMicroseconds).text("%.2f"),
        spread(name, RelayCost::allMicroseconds).text("%.2f"),
        ratio(name, RelayCost::allMicroseconds).text("%.3f"));
  }

  private static void line(Object... columns) {
    System.out.printf("%-18s %24s %22s %22s %22s %22s%n", columns);
  }

  private Spread spread(String name, ToDoubleFunction<RelayCost> value) {
    return new Spread(costs.get(name).stream().mapToDouble(value).toArray());
  }

  private Spread ratio(String name, ToDoubleFunction<RelayCost> value) {
    List<RelayCost> first = costs.get(turns.sequencedKeySet().getFirst());
    double[] ratios = new double[first.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = value.applyAsDouble(costs.get(name).get(i)) / value.applyAsDouble(first.get(i));
    }
    return new Spread(ratios);
  }
}
