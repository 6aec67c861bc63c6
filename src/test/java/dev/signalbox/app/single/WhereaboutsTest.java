package dev.signalbox.app.single;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.app.single.Whereabouts.Place;
import dev.signalbox.settings.SettingsLocation.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What can be learned of processes; their files are laid out as Linux does. */
class WhereaboutsTest {
  private static final Path CONFIGURATION = Path.of("/etc/plant/signalbox.yaml");
  private static final String JAVA = "/opt/jdk/bin/java\0-Xms32m\0dev.signalbox.app.Main\0";

  @TempDir private Path root;

  private Whereabouts look() {
    return look(Duration.ofSeconds(30));
  }

  private Whereabouts look(Duration limit) {
    return Whereabouts.look(
        root.resolve("proc"),
        new Surroundings(Map.of(), Optional.of(root.resolve("home")), root, "Linux"),
        CONFIGURATION,
        limit);
  }

  private Path process(long pid, String commandLine) throws IOException {
    Path folder = Files.createDirectories(root.resolve("proc").resolve(Long.toString(pid)));
    Files.writeString(folder.resolve("cmdline"), commandLine);
    return folder;
  }

  private void process(long pid, String commandLine, String environment) throws IOException {
    Files.writeString(process(pid, commandLine).resolve("environ"), environment);
  }

  private Place usual() {
    return Place.own(root.resolve("home/.local/state/signalbox/run"));
  }

  @Test
  void whereNothingRunsOrNothingIsShownItIsOnesOwnPlace() throws Exception {
    assertThat(look()).isEqualTo(Whereabouts.only(Optional.of(usual().folder())));

    process(1, "/sbin/init\0", "HOME=/\0XDG_STATE_HOME=" + root + "\0");
    process(2, "", "");
    Files.createDirectories(root.resolve("proc/3"));
    Files.writeString(root.resolve("proc/41x"), "no process");
    assertThat(look()).isEqualTo(Whereabouts.only(Optional.of(usual().folder())));
  }

  @Test
  void whatRunsIsAskedWhereItsOwnSurroundingsSay() throws Exception {
    Path session = Files.createDirectories(root.resolve("session"));
    process(10, JAVA + "--headless\0", "LANG=C\0XDG_RUNTIME_DIR=" + session + "\0HOME=/nowhere\0");
    process(11, JAVA, "XDG_RUNTIME_DIR=/gone\0XDG_STATE_HOME=" + root.resolve("state") + "\0");
    process(12, JAVA, "HOME=" + root.resolve("home") + "\0");
    process(13, JAVA, "HOME=" + root.resolve("else\ufffdwhere") + "\0no variable\0=\0");

    assertThat(look().places())
        .containsExactlyInAnyOrder(
            usual(),
            Place.own(session.resolve("signalbox")),
            Place.own(root.resolve("state/signalbox/run")),
            Place.own(root.resolve("else\ufffdwhere/.local/state/signalbox/run")));
    assertThat(look().closed()).isEmpty();
  }

  /** Whoever names the folder of another user hides nothing that is there. */
  @Test
  @EnabledIf("isRoot")
  void aFolderIsWhoseItIsWhoeverNamesItFirst() throws Exception {
    Path session = Files.createDirectories(root.resolve("session"));
    Path folder = session.resolve("signalbox");
    String environment = "XDG_RUNTIME_DIR=" + session + "\0";
    for (long pid = 10; pid < 20; pid++) {
      process(pid, JAVA, environment);
    }
    UserPrincipal nobody =
        root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    for (long pid = 10; pid < 20; pid++) {
      if (pid != 15) {
        Files.setOwner(root.resolve("proc").resolve(Long.toString(pid)), nobody);
      }
    }
    assertThat(look().places())
        .containsExactlyInAnyOrder(usual(), Place.own(folder), new Place(folder, "nobody"));

    Files.createDirectory(folder);
    assertThat(look().places()).containsExactly(usual(), Place.own(folder));
    Files.setOwner(folder, nobody);
    assertThat(look().places()).containsExactly(usual(), new Place(folder, "nobody"));
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  @Test
  void onlyTheOwnerOfTheConfigurationRootAndWhoeverAsksHaveASay() {
    assertThat(usual().isEntitled("somebody")).isTrue();
    assertThat(new Place(root, "root").isEntitled("somebody")).isTrue();
    assertThat(new Place(root, "somebody").isEntitled("somebody")).isTrue();
    assertThat(new Place(root, "somebody").isEntitled("root")).isFalse();
  }

  @Test
  void whenTheTimeIsUpNothingElseIsLookedAtAndThatIsTold() throws Exception {
    process(10, JAVA, "XDG_STATE_HOME=" + root.resolve("state") + "\0");

    assertThat(look(Duration.ZERO)).isEqualTo(new Whereabouts(List.of(usual()), List.of(), false));
    assertThat(look().complete()).isTrue();
  }

  @Test
  void oneselfIsNoNeighbour() throws Exception {
    process(ProcessHandle.current().pid(), JAVA, "XDG_STATE_HOME=" + root.resolve("state") + "\0");

    assertThat(look().places()).containsExactly(usual());
  }
}
