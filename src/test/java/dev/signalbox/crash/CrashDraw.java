package dev.signalbox.crash;

import dev.signalbox.testing.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which mishaps a run has, in which order: each kind at least once, others by chance, the same for
 * one day. The system property {@code signalbox.matrix.seed} is that day, today by default; {@code
 * signalbox.matrix.only} leaves those kinds whose words match that expression.
 *
 * @param seed of everything that is drawn
 * @param round how many there are from one comparison to the next
 */
record CrashDraw(long seed, List<Mishap> mishaps, int round) {
  private static final String ONLY = "signalbox.matrix.only";

  /** Of some kinds alone, more would be more of the same. */
  private static final int SOME = 16;

  private static final int ROUND = 40;

  /** Of the grave ones, which take many times as long. */
  private static final int GRAVE_ONE_IN = 80;

  /** To see early what goes wrong. */
  private static final int SMALL_ROUND = 4;

  /** As the extent of this run has it. */
  static CrashDraw ofThisRun() {
    String only = System.getProperty(ONLY);
    return only == null
        ? of(
            switch (Extent.ofThisRun()) {
              case DRAW -> 40;
              case HALF -> 80;
              case FULL -> 280;
            })
        : of(SOME, only, SMALL_ROUND);
  }

  /** So many of all kinds. */
  static CrashDraw of(int count) {
    return of(count, ".*", ROUND);
  }

  /**
   * Whether a transaction is open in that part for as long as any may be. What is grave needs rows
   * of all relays, which such a one holds back.
   */
  boolean hasLongest(int from, int to) {
    return round == ROUND
        && Extent.ofThisRun() == Extent.FULL
        && mishaps.subList(from, to).stream().noneMatch(Mishap::isGrave);
  }

  /** Without those that befall one server alone. */
  CrashDraw ofCluster() {
    return new CrashDraw(
        seed, mishaps.stream().filter(mishap -> !mishap.isGrave()).toList(), round);
  }

  private static CrashDraw of(int count, String only, int round) {
    long seed = Extent.day().toEpochDay();
    List<Mishap> kinds =
        Arrays.stream(Mishap.values()).filter(kind -> kind.toString().matches(only)).toList();
    List<Mishap> others =
        kinds.stream()
            .filter(
                Extent.ofThisRun() == Extent.DRAW ? Mishap::isLight : mishap -> !mishap.isGrave())
            .toList();
    Random random = new Random(seed);
    List<Mishap> drawn = new ArrayList<>(kinds);
    List<Mishap> grave = kinds.stream().filter(Mishap::isGrave).toList();
    while (drawn.size() < count) {
      List<Mishap> turn = drawn.size() % GRAVE_ONE_IN == 0 && !grave.isEmpty() ? grave : others;
      List<Mishap> among = turn.isEmpty() ? kinds : turn;
      drawn.add(among.get(random.nextInt(among.size())));
    }
    Collections.shuffle(drawn, random);
    return new CrashDraw(seed, List.copyOf(drawn), round);
  }

  @Override
  public String toString() {
    return "%d mishaps; repeat with -D%s=%s".formatted(mishaps.size(), Extent.SEED, Extent.day());
  }
}
