package dev.signalbox.matrix;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of the cells, another one each day, with every pair in it that occurs in any cell: each
 * situation under each trigger, each situation of each target, each target under each trigger. A
 * day's draw is always the same.
 */
final class MatrixDraw {
  /** In so many days in a row every cell is drawn. */
  static final int DAYS = 14;

  /** Each cell has three pairs. */
  private static final int MOST_GAINED = 3;

  private record Pair(Object one, Object other) {
    /**
     * Where a handshake freezes differs from protocol to protocol, so its place counts for its
     * target alone.
     */
    static Stream<Pair> of(Cell cell) {
      return Stream.of(
          new Pair(cell.situation().kind(), cell.trigger()),
          new Pair(cell.situation(), cell.target()),
          new Pair(cell.target(), cell.trigger()));
    }
  }

  private final List<Cell> all;
  private final Set<Cell> drawn = new HashSet<>();
  private final Set<Pair> covered = new HashSet<>();

  private MatrixDraw(List<Cell> all) {
    this.all = all;
  }

  /** Returns that day's cells in the order of all. */
  static List<Cell> of(LocalDate day, List<Cell> all) {
    MatrixDraw draw = new MatrixDraw(all);
    draw.takeTurn(Math.floorMod(day.toEpochDay(), DAYS));
    draw.complete(new Random(day.toEpochDay()));
    return all.stream().filter(draw.drawn::contains).toList();
  }

  /** What has its turn on that day whatever else is drawn. */
  private void takeTurn(int turn) {
    IntStream.range(0, all.size())
        .filter(i -> i % DAYS == turn)
        .mapToObj(all::get)
        .forEach(this::take);
  }

  /** Adds the cells that bring the most new pairs, at random among equals, while any brings one. */
  private void complete(Random random) {
    List<Cell> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    for (int gain = MOST_GAINED; gain > 0; gain--) {
      // Once passed over, a cell never again brings as much as was asked for.
      for (Cell cell : shuffled) {
        if (gain(cell) >= gain) {
          take(cell);
        }
      }
    }
  }

  private void take(Cell cell) {
    drawn.add(cell);
    Pair.of(cell).forEach(covered::add);
  }

  private long gain(Cell cell) {
    return Pair.of(cell).filter(pair -> !covered.contains(pair)).count();
  }
}
