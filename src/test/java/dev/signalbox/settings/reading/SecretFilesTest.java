package dev.signalbox.settings.reading;

import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with secrets that others get at, and secrets that are not what they seem. */
class SecretFilesTest {
  private static final String REFERRING =
      """
      connections:
        db: {type: mariadb, url: h/db, username: app, password: "${file:password}"}
      """;
  private static final String LITERAL =
      """
      connections:
        db: {type: mariadb, url: h/db, username: app, password: hunter2}
      """;

  @TempDir Path root;
  private Path folder = Path.of("");

  /** Others may enter it, or there would be nothing that they could do with a file in it. */
  @BeforeEach
  void enterable() throws IOException {
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (Path way = root; way != null; way = way.getParent()) {
      assertThat(Files.getPosixFilePermissions(way))
          .as("others may enter %s: name another folder with -Djava.io.tmpdir", way)
          .contains(OTHERS_EXECUTE);
    }
    folder = Files.createDirectory(root.resolve("signalbox"));
    open(folder, "rwxr-xr-x");
    write("signalbox.yaml", REFERRING, "rw-------");
    write("password", "hunter2\n", "rw-------");
  }

  @AfterEach
  void close() throws IOException {
    open(root, "rwx------");
  }

  @Test
  void nothingIsSaidOfAPrivateOne() throws Exception {
    assertThat(load().notices()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"rw-r-----, 0640", "rw-r--r--, 0644", "r--r--r--, 0444"})
  void oneThatOthersMayReadIsNoticed(String permissions, String mode) throws Exception {
    open(folder.resolve("password"), permissions);

    assertThat(load().notices())
        .containsExactly(
            "%s:2: connections.db.password: others may read %s (mode %s); chmod 600 password"
                .formatted(configuration(), folder.resolve("password"), mode));
  }

  @Test
  void theConfigurationItselfIsSuchAFileIfItHoldsASecret() throws Exception {
    write("signalbox.yaml", REFERRING, "rw-r--r--");
    assertThat(load().notices()).isEmpty();

    write("signalbox.yaml", LITERAL, "rw-r--r--");
    assertThat(load().notices())
        .containsExactly(
            "%1$s: others may read %1$s (mode 0644); chmod 600 signalbox.yaml"
                .formatted(configuration()));
  }

  @Test
  void aFileInAClosedFolderIsClosed() throws Exception {
    open(folder.resolve("password"), "rw-rw-rw-");
    open(folder, "rwx------");

    assertThat(load().notices()).isEmpty();
  }

  @Test
  void aFolderThatAnybodyMayWriteToIsNoticed() throws Exception {
    open(folder, "rwxrwxrwx");

    assertThat(load().notices())
        .containsExactly(
            "%s:2: connections.db.password: anybody may put another file in the place of %s;"
                    .formatted(configuration(), folder.resolve("password"))
                + " chmod o-w "
                + folder.toRealPath());
  }

  @Test
  void aFolderWhereFilesStayTheirOwnersIsAsGoodAsAnother() throws Exception {
    open(folder, "rwxrwxrwx");
    assertThat(new ProcessBuilder("chmod", "+t", folder.toString()).start().waitFor()).isZero();

    assertThat(load().notices()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "signalbox.yaml"})
  void oneThatAnybodyMayWriteIsRefused(String name) throws Exception {
    write("signalbox.yaml", name.equals("password") ? REFERRING : LITERAL, "rw-------");
    open(folder.resolve(name), "rw-rw-rw-");

    assertThat(problems(Map.of()))
        .singleElement()
        .asString()
        .contains("anybody may write ", "(mode 0666); chmod 600 " + name);
  }

  /** Closing /tmp or /dev/zero to others would do far more harm. */
  @ParameterizedTest
  @CsvSource({"/tmp, is a directory", "/dev/zero, is not a file"})
  void permissionsOfWhatIsNoFileAreLeftAlone(String name, String reason) throws Exception {
    write(
        "signalbox.yaml",
        REFERRING.replace("${file:password}", "${file:" + name + "}"),
        "rw-------");

    assertThat(problems(Map.of()))
        .singleElement()
        .asString()
        .contains(reason)
        .doesNotContain("chmod");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "  \n"})
  void anEmptyFileIsNoPassword(String text) throws Exception {
    write("password", text, "rw-------");

    assertThat(problems(Map.of()))
        .containsExactly(
            configuration()
                + ":2: connections.db.password: the secret is empty;"
                + " check the variable or the file that it comes from");
  }

  @Test
  void aSecretOfTheEnvironmentIsLookedAtToo() throws Exception {
    write("signalbox.yaml", REFERRING.replace("${file:password}", "${env:PW}"), "rw-------");

    assertThat(problems(Map.of("PW", ""))).singleElement().asString().contains("is empty");
    assertThat(problems(Map.of("PW", "hunter2\n")))
        .singleElement()
        .asString()
        .contains("the secret ends with a line break")
        .doesNotContain("hunter2");
    assertThat(load(Map.of("PW", "hunter2 ")).notices())
        .singleElement()
        .asString()
        .contains("begins or ends with a blank")
        .doesNotContain("hunter2");
  }

  private Path configuration() {
    return folder.resolve("signalbox.yaml");
  }

  private Settings load() throws SettingsException {
    return load(Map.of());
  }

  private Settings load(Map<String, String> environment) throws SettingsException {
    return SettingsLoader.load(configuration(), environment);
  }

  private List<String> problems(Map<String, String> environment) {
    try {
      load(environment);
      return List.of();
    } catch (SettingsException e) {
      return e.problems().stream().map(SettingsProblem::toString).toList();
    }
  }

  private void write(String name, String text, String permissions) throws IOException {
    Files.writeString(folder.resolve(name), text);
    open(folder.resolve(name), permissions);
  }

  private static void open(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
