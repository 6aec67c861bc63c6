package dev.signalbox.matrix;

import dev.signalbox.testing.Extent;
import java.time.LocalDate;
import java.util.List;

/**
 * Which cells a run takes. The system property {@code signalbox.matrix} says how many: {@code
 * draw}, a day's {@linkplain MatrixDraw draw} (the default), {@code half}, or {@code full}. {@code
 * signalbox.matrix.seed} is that day, as {@code 2026-11-26}, today by default; {@code
 * signalbox.matrix.only} leaves those whose sentence matches that expression.
 */
final class MatrixChoice {
  private static final String ONLY = "signalbox.matrix.only";

  private MatrixChoice() {}

  /** Returns the cells, and says on standard output how to have the same ones again. */
  static List<Cell> ofThisRun(Matrix matrix) {
    Extent extent = Extent.ofThisRun();
    List<Cell> chosen =
        switch (extent) {
          case DRAW -> draw(matrix);
          case HALF -> matrix.half();
          case FULL -> matrix.all();
        };
    String only = System.getProperty(ONLY, ".*");
    List<Cell> left = chosen.stream().filter(cell -> cell.toString().matches(only)).toList();
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "None of the cells of %s is like %s".formatted(extent, only));
    }
    return left;
  }

  /** Whether this run takes every cell that its extent has. */
  static boolean isComplete() {
    return System.getProperty(ONLY) == null;
  }

  private static List<Cell> draw(Matrix matrix) {
    LocalDate day = Extent.day();
    List<Cell> drawn = MatrixDraw.of(day, matrix.all());
    System.out.printf(
        "MATRIX: %d of %d cells drawn; repeat with -D%s=%s%n",
        drawn.size(), matrix.all().size(), Extent.SEED, day);
    return drawn;
  }
}
