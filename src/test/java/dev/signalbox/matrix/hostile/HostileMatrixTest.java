package dev.signalbox.matrix.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.TrialProgram;
import dev.signalbox.sandbox.MariaDbServer;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.hostile.Hostility;
import dev.signalbox.sandbox.hostile.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a peer does is short, bounded and its own connection's matter alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileMatrixTest {
  private static final Path REPORT = Path.of("target", "matrix-hostile.md");
  private static final String ONLY = "signalbox.matrix.only";

  private final List<HostileOutcome> outcomes = new ArrayList<>();
  @TempDir private static Path folder;
  private NatsServer nats;
  private MariaDbServer mariaDb;

  @BeforeAll
  void start() throws Exception {
    TrialProgram.requireSignals();
    nats = NatsServer.start();
    mariaDb = MariaDbServer.start();
    // Drivers start threads with their first connect that they keep.
    for (Protocol protocol : Protocol.values()) {
      var _ = run(new HostileCell(protocol, new Hostility.Closes()));
    }
  }

  @AfterAll
  void stop() throws IOException, InterruptedException {
    nats.close();
    mariaDb.close();
    String table =
        outcomes.stream()
            .map(HostileOutcome::line)
            .collect(Collectors.joining("", HostileOutcome.HEAD, ""));
    Files.createDirectories(REPORT.toAbsolutePath().getParent());
    Files.writeString(REPORT, table);
    System.out.println(table);
  }

  private HostileOutcome run(HostileCell cell) throws Exception {
    return HostileRun.of(cell, nats, mariaDb, folder);
  }

  Stream<HostileCell> cells() {
    String only = System.getProperty(ONLY, ".*");
    return HostileCell.ofThisRun().stream().filter(cell -> cell.toString().matches(only));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cells")
  @Timeout(60)
  void cell(HostileCell cell) throws Exception {
    HostileOutcome outcome = run(cell);
    outcomes.add(outcome);
    System.out.print("MATRIX: " + outcome.line());
    assertThat(outcome.wrong()).as("%s", cell).isEmpty();
  }
}
