package dev.signalbox.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.api.FxToolkit;

/**
 * All cells with the system property {@code signalbox.matrix=full}, otherwise half of them; with
 * {@code signalbox.matrix.only}, those whose sentence matches that expression.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatrixTest {
  private static final Path REPORT = Path.of("target", "matrix.md");

  private static final String ONLY = "signalbox.matrix.only";

  /** How often what has to meet in the same instant is tried. */
  private static final int ENCOUNTERS = 3;

  /** How many may be shorter than the one that a cell needs. */
  private static final int HANDSHAKES = 10;

  private final MatrixReport report = new MatrixReport();
  private final Encounter encounter = new Encounter();
  @TempDir private static Path folder;
  private MatrixServers servers;
  private Matrix matrix;
  private int number;

  @BeforeAll
  void start() throws Exception {
    TrialProgram.requireSignals();
    FxToolkit.registerPrimaryStage();
    servers = new MatrixServers(folder);
    Handshakes handshakes = new Handshakes(servers, folder);
    // What the first window loads stays loaded.
    new CellRun(
            servers,
            new Cell(Target.NATS, Situation.Kind.IDLE, Trigger.WINDOW_CLOSE),
            0,
            folder,
            encounter)
        .warmUp();
    matrix = new Matrix(handshakes::replies);
  }

  @AfterAll
  void stop() throws Exception {
    System.out.println("MATRIX: connects that met their trigger: " + encounter.outcomes());
    servers.close();
    report.write(REPORT, matrix.impossible());
    if (System.getProperty(ONLY) == null) {
      assertThat(encounter.outcomes()).containsOnlyKeys(Encounter.Outcome.values());
    }
  }

  Stream<Cell> cells() {
    boolean full = System.getProperty("signalbox.matrix", "half").equals("full");
    String only = System.getProperty(ONLY, ".*");
    List<Cell> chosen = full ? matrix.all() : matrix.half();
    return chosen.stream().filter(cell -> cell.toString().matches(only));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  @Timeout(60)
  void cell(Cell cell) throws Exception {
    Duration taken = Duration.ZERO;
    boolean meeting = cell.situation().kind() == Situation.Kind.SAME_INSTANT;
    try {
      for (int i = 0; i < (meeting ? ENCOUNTERS : 1); i++) {
        Duration one = run(cell);
        taken = one.compareTo(taken) > 0 ? one : taken;
      }
    } catch (Exception | Error e) {
      report.failed(cell);
      throw new AssertionError(cell + " [" + e.getMessage() + "]", e);
    }
    report.passed(cell, taken);
  }

  /** Where the target was connected before it could be frozen, once more. */
  private Duration run(Cell cell) throws Exception {
    for (int i = 1; i < HANDSHAKES; i++) {
      try {
        return new CellRun(servers, cell, ++number, folder, encounter).run();
      } catch (Arising.ShorterHandshake e) {
        System.out.println("MATRIX: once more, connected already: " + cell);
      }
    }
    return new CellRun(servers, cell, ++number, folder, encounter).run();
  }

  @Test
  void everyCellOccursOrHasItsReason() {
    assertThat(matrix.half().size() * 2)
        .isBetween(matrix.all().size() - 60, matrix.all().size() + 60);
    assertThat(matrix.impossible()).allSatisfy(cell -> assertThat(cell.impossible()).isPresent());
    System.out.printf(
        "MATRIX: %d cells, %d of them in the everyday half, %d that cannot occur%n",
        matrix.all().size(), matrix.half().size(), matrix.impossible().size());
  }
}
