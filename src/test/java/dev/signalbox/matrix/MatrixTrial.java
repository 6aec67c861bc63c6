package dev.signalbox.matrix;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.matrix.Situation.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;

/**
 * The cells of some situations that {@link MatrixChoice} has chosen, as {@code ConnectMatrixTest},
 * {@code SessionMatrixTest} and {@code RelayMatrixTest}: in three classes so that they can run side
 * by side.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MatrixTrial {
  /** How many may be shorter than the one that a cell needs. */
  private static final int HANDSHAKES = 10;

  private final Predicate<Kind> situations;
  private final Path file;
  private final MatrixReport report;
  private final Matrix matrix = new Matrix();
  private final Encounter encounter = new Encounter();
  @TempDir private static Path folder;
  private MatrixServers servers;
  private int number;

  /**
   * @param part what the situations have in common, as a part of the report's file name
   */
  MatrixTrial(String part, Predicate<Kind> situations) {
    this.situations = situations;
    this.file = Path.of("target", "matrix-" + part + ".md");
    this.report =
        new MatrixReport(
            Arrays.stream(Kind.values()).filter(situations).collect(Collectors.toSet()));
  }

  final Encounter encounter() {
    return encounter;
  }

  @BeforeAll
  final void start() throws Exception {
    TrialProgram.requireSignals();
    FxToolkit.registerPrimaryStage();
    servers = new MatrixServers(folder);
    // What the first window loads stays loaded.
    new CellRun(
            servers,
            new Cell(Target.NATS, Situation.Kind.IDLE, Trigger.WINDOW_CLOSE),
            0,
            folder,
            encounter)
        .warmUp();
  }

  @AfterAll
  final void stop() throws Exception {
    servers.close();
    report.write(file, matrix.impossible());
  }

  final Stream<Cell> cells() {
    return MatrixChoice.ofThisRun(matrix).stream()
        .filter(cell -> situations.test(cell.situation().kind()));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cells")
  @Timeout(60)
  final void cell(Cell cell) throws Exception {
    try {
      report.passed(cell, obeyed(cell));
    } catch (Exception | Error e) {
      report.failed(cell);
      throw new AssertionError(cell + " [" + e.getMessage() + "]", e);
    }
  }

  /** Returns how long the cell's trigger took to be obeyed. */
  Duration obeyed(Cell cell) throws Exception {
    for (int i = 1; i < HANDSHAKES; i++) {
      try {
        return run(cell);
      } catch (Arising.ShorterHandshake e) {
        System.out.println("MATRIX: once more, connected already: " + cell);
      }
    }
    return run(cell);
  }

  private Duration run(Cell cell) throws Exception {
    return new CellRun(servers, cell, ++number, folder, encounter).run();
  }
}
