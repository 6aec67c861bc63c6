package dev.signalbox.relay;

import dev.signalbox.bench.Ratios;
import dev.signalbox.bench.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Some who relay the same rows by turns, each of whom is compared with the first one in the same
 * round: what else the machine does changes the rates, but hardly the ratios.
 *
 * <p>Threading: for one thread.
 */
final class Contest {
  private final List<Contestant> contestants = new ArrayList<>();

  /** Relays some rows and says what it took. */
  @FunctionalInterface
  interface Turn {
    RelayCost take() throws Exception;
  }

  private record Contestant(String name, Turn turn, List<RelayCost> costs) {
    double[] all(ToDoubleFunction<RelayCost> value) {
      return costs.stream().mapToDouble(value).toArray();
    }
  }

  /** One contestant more. */
  Contest with(String name, Turn turn) {
    contestants.add(new Contestant(name, turn, new ArrayList<>()));
    return this;
  }

  /** Without those behind so many. */
  Contest first(int count) {
    contestants.subList(Math.min(count, contestants.size()), contestants.size()).clear();
    return this;
  }

  /**
   * Prints a table, and keeps its ratios. One more round comes before those that count, so that all
   * is compiled.
   */
  void hold(Ratios ratios, int rounds) throws Exception {
    round(0);
    contestants.forEach(each -> each.costs().clear());
    for (int round = 1; round <= rounds; round++) {
      round(round);
    }
    line("median (min-max)", "rows/s", "ratio", "us/row, own", "with the servers'", "ratio");
    contestants.forEach(this::print);
    Contestant first = contestants.getFirst();
    for (Contestant each : contestants.subList(1, contestants.size())) {
      ratios.keep(
          each.name() + ": rows per second", first.name(), ratio(each, RelayCost::rowsPerSecond));
      ratios.keep(
          each.name() + ": processor time, with the servers'",
          first.name(),
          ratio(each, RelayCost::allMicroseconds));
    }
  }

  /** In the opposite order each time, so that nobody is always the first. */
  private void round(int round) throws Exception {
    for (Contestant each : round % 2 == 0 ? contestants : contestants.reversed()) {
      each.costs().add(each.turn().take());
    }
  }

  private void print(Contestant one) {
    line(
        one.name(),
        new Spread(one.all(RelayCost::rowsPerSecond)).text("%,.0f"),
        new Spread(ratio(one, RelayCost::rowsPerSecond)).text("%.3f"),
        new Spread(one.all(RelayCost::ownMicroseconds)).text("%.2f"),
        new Spread(one.all(RelayCost::allMicroseconds)).text("%.2f"),
        new Spread(ratio(one, RelayCost::allMicroseconds)).text("%.3f"));
  }

  private static void line(Object... columns) {
    System.out.printf("%-18s %24s %22s %22s %22s %22s%n", columns);
  }

  /** Of each round. */
  private double[] ratio(Contestant one, ToDoubleFunction<RelayCost> value) {
    double[] ratios = one.all(value);
    double[] first = contestants.getFirst().all(value);
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] /= first[i];
    }
    return ratios;
  }
}
