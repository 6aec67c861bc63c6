package dev.signalbox.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.quiet.Quiet;
import dev.signalbox.ui.toolkit.Theme;
import dev.signalbox.ui.workspace.Workspace.Bounds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of a window, and where it may open again. */
class WorkspaceFileTest {
  private static final Workspace ARRANGED =
      new Workspace(
          Optional.of(new Bounds(40, 30, 1400, 900)),
          false,
          0.4,
          0.7,
          true,
          Theme.Choice.DARK,
          130,
          new Quiet(
              Map.of(
                  Subject.connection("oracle"),
                  new Quiet.Span(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)))));
  private static final List<Rectangle2D> SCREENS =
      List.of(new Rectangle2D(0, 0, 1920, 1080), new Rectangle2D(1920, 0, 1280, 800));

  @TempDir Path folder;

  @Test
  void whatIsSavedIsThereAgainAndPrivate() throws Exception {
    WorkspaceFile.open(folder).save(ARRANGED);

    await().untilAsserted(() -> assertThat(reopened()).isEqualTo(ARRANGED));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .singleElement()
          .satisfies(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zoom=large",
        "bounds=1 2 3",
        "theme=PINK",
        "log.divider=NaN",
        "zoom=\\u00zz",
        "quiet.relay\\ a=now later"
      })
  void aFileThatMakesNoSenseGivesTheUsual(String text) throws Exception {
    Files.writeString(folder.resolve("window.properties"), text);

    assertThat(reopened()).isEqualTo(Workspace.DEFAULT);
  }

  @Test
  void withoutAFileItIsAsUsual() {
    assertThat(reopened()).isEqualTo(Workspace.DEFAULT);
  }

  @Test
  void aWindowOpensWhereItWasOnlyIfItCanBeSeenThere() {
    Bounds second = new Bounds(2000, 10, 1000, 700);
    assertThat(Placement.visible(second, SCREENS)).contains(second);
    assertThat(Placement.visible(second, SCREENS.subList(0, 1))).isEmpty();
    assertThat(Placement.visible(new Bounds(0, -400, 1000, 700), SCREENS)).isEmpty();
    assertThat(Placement.visible(new Bounds(100, 1075, 1000, 700), SCREENS)).isEmpty();
    assertThat(Placement.visible(new Bounds(0, 0, 4000, 3000), SCREENS))
        .contains(new Bounds(0, 0, 1920, 1080));
  }

  @Test
  void withItsFrameItIsNotLargerThanTheScreen() {
    assertThat(Placement.bounded(800, 800)).hasValue(800);
    assertThat(Placement.bounded(800, 830)).hasValue(830);
    assertThat(Placement.bounded(800, 1080)).isEmpty();
  }

  private Workspace reopened() {
    return WorkspaceFile.open(folder).remembered();
  }
}
