package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the profile {@code installer} has made, where there is no JDK. */
@Tag("installer")
@Timeout(300)
class InstallIT {
  private static final Path INSTALLER =
      Path.of(System.getProperty("signalbox.installer", "")).toAbsolutePath();
  private static final Path RUNTIME = INSTALLER.resolve("runtime");
  private static final String HIGHER = "99.0";
  private static final String CONFIGURATION = ".config/signalbox/signalbox.yaml";
  private static final String OF_THE_DESKTOP = "dconf/user";
  private static final Pattern OF_ITS_USER =
      Pattern.compile("[.](config|local/state)/signalbox/.*");

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  @TempDir private Path folder;

  @Test
  void theImageRunsWithTheJavaThatItBrings() throws Exception {
    Path image = INSTALLER.resolve("signalbox");
    String written =
        run(
            "env",
            "JAVA_HOME=/nowhere",
            "SIGNALBOX_JAVA_OPTIONS=-XshowSettings:properties",
            image.resolve("bin/signalbox").toString(),
            "--version");

    assertThat(written).contains("java.home = " + image.resolve("runtime") + "\n");
    isStartedFromItsCache(image.resolve("bin/signalbox"));
  }

  @Test
  void thePapersNameAllThatIsBundled() throws Exception {
    Path image = INSTALLER.resolve("signalbox");
    String licences = Files.readString(image.resolve("share/licences.txt"));
    List<String> materials = materials(image.resolve("share/bom.json"));
    String java = release("JAVA_VERSION");

    assertThat(libraries(image))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            library ->
                assertThat(materials)
                    .anySatisfy(
                        named -> {
                          assertThat(library)
                              .matches(Pattern.quote(named.replace(':', '-')) + "(-[a-z]+)?[.]jar");
                          assertThat(licences).contains(":" + named + " ");
                        }));
    assertThat(materials).contains("openjdk:" + java);
    assertThat(licences).contains("OpenJDK " + java);
    assertThat(image.resolve("share/copyright")).content().contains("Oracle Free Use Terms");
  }

  /** Each as its name, a colon and its version. */
  private static List<String> materials(Path bom) {
    return JsonMapper.shared()
        .readTree(bom.toFile())
        .path("components")
        .valueStream()
        .map(one -> one.path("name").asString() + ":" + one.path("version").asString())
        .toList();
  }

  /** Those of others. */
  private static List<String> libraries(Path image) throws IOException {
    return filesBelow(image.resolve("lib")).stream()
        .filter(file -> file.endsWith(".jar") && !file.startsWith("signalbox-"))
        .toList();
  }

  @Test
  void thePackageIsInstalledUsedReplacedAndRemoved() throws Exception {
    DebianRoot root = DebianRoot.prepare(folder.resolve("root"));
    root.dpkg("--install", made(INSTALLER, ".deb"));
    assertThat(root.path("usr/share/applications/signalbox.desktop")).exists();
    assertThat(root.path("usr/share/man/man1/signalbox.1.gz")).exists();
    assertThat(root.path("usr/lib/systemd/user/signalbox.service")).exists();
    assertThat(root.path("usr/share/doc/signalbox/licences.txt")).content().contains("ojdbc11");
    Path program = root.path("usr/bin/signalbox");
    isStartedFromItsCache(program);
    Path home = configuredHome("home");
    isOfUse(program, home);

    Path served = configuredHome("served");
    try (BuiltProgram running = start(program, served, Map.of(), "--headless")) {
      running.awaitLine("Connected to MariaDB");
      root.dpkg("--install", packaged(RUNTIME, "higher"));
      assertThat(root.dpkg("--status", "signalbox")).contains("Version: " + HIGHER);
      isStartedFromItsCache(program);
      isOfUse(program, home);
      Map<String, String> used = contents(home);

      root.dpkg("--remove", "signalbox");
      root.dpkg("--purge", "signalbox");
      assertThat(root.files()).isEmpty();
      assertThat(root.path("usr")).doesNotExist();
      assertThat(contents(home)).containsKey(CONFIGURATION).isEqualTo(used);

      // Nobody has told it of all that.
      running.signal("TERM");
      assertThat(running.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(running.errors()).isEmpty();
      running.assertNoStackTrace();
    }
    assertThat(filesBelow(served)).allMatch(file -> OF_ITS_USER.matcher(file).matches());
    SERVERS.assertLeft();
  }

  private void isStartedFromItsCache(Path program) throws Exception {
    Path log = folder.resolve("classes.log");
    Map<String, String> logging =
        Map.of("SIGNALBOX_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + "::filesize=0");
    Path nobody = folder.resolve("nobody");
    try (BuiltProgram version = start(program, nobody, logging, "--version")) {
      assertThat(version.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(version.output()).isNotEmpty();
      assertThat(version.errors()).isEmpty();
    }
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("dev.signalbox.app.Main source: shared objects file"));
    assertThat(nobody).doesNotExist();
  }

  private Path configuredHome(String name) throws IOException {
    Path home = folder.resolve(name);
    Path file = home.resolve(CONFIGURATION);
    Files.createDirectories(file.getParent());
    Files.writeString(file, SERVERS.connected().toString());
    return home;
  }

  /** As its user: a check of the configuration, then the window. Nothing else is left at home. */
  private void isOfUse(Path program, Path home) throws Exception {
    try (BuiltProgram check = start(program, home, Map.of(), "check")) {
      assertThat(check.awaitExit(BuiltProgram.PATIENCE))
          .as("%s %s", check.output(), check.errors())
          .isZero();
    }
    try (VirtualDisplay display = VirtualDisplay.start();
        BuiltProgram window = start(program, home, Map.of("DISPLAY", display.name()))) {
      window.awaitLine("Connected to MariaDB");
      display.awaitInSight("2 of 2 connected");
      display.closeWindow("Signalbox");
      assertThat(window.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(window.errors()).isEmpty();
    }
    assertThat(filesBelow(home)).allMatch(file -> OF_ITS_USER.matcher(file).matches());
    assertThat(filesBelow(folder.resolve("cache"))).isSubsetOf(OF_THE_DESKTOP);
  }

  private BuiltProgram start(
      Path program, Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", home.toString());
    all.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
    all.put("XDG_STATE_HOME", home.resolve(".local/state").toString());
    all.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    all.put("JAVA_HOME", "/nowhere");
    all.merge(
        "SIGNALBOX_JAVA_OPTIONS", "-Duser.home=" + home, (given, added) -> given + " " + added);
    return BuiltProgram.start(program, folder, all, arguments);
  }

  @Test
  void theSameInputMakesTheSameBytes() throws Exception {
    Path again = folder.resolve("runtime");
    Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
    run(
        jlink.toString(),
        "--add-modules",
        release("MODULES").replace(' ', ','),
        "--generate-cds-archive",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        again.toString());

    String first = packaged(RUNTIME, "first");
    String second = packaged(again, "second");

    assertThat(Files.mismatch(Path.of(first), Path.of(second))).isEqualTo(-1);
    assertThat(
            Files.mismatch(
                Path.of(made(folder.resolve("first"), ".tar.gz")),
                Path.of(made(folder.resolve("second"), ".tar.gz"))))
        .isEqualTo(-1);
  }

  private static String release(String key) throws IOException {
    return Files.readString(RUNTIME.resolve("release"))
        .replaceFirst("(?s).*\\b" + key + "=\"([^\"]*)\".*", "$1");
  }

  /** Of a higher version, and not compressed, which takes most of the time. */
  private String packaged(Path runtime, String name) throws Exception {
    Path output = Files.createDirectories(folder.resolve(name));
    run(
        "sh",
        "src/main/installer/package.sh",
        HIGHER,
        "2026-01-01T00:00:00Z",
        BuiltProgram.launcher().resolve("../..").normalize().toString(),
        runtime.toString(),
        INSTALLER.toString(),
        output.toString(),
        "none");
    return made(output, ".deb");
  }

  private static String made(Path output, String ending) throws IOException {
    try (Stream<Path> files = Files.list(output)) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(ending))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void theManualPageIsInOrder() throws Exception {
    assertThat(run("groff", "-ww", "-z", "-man", "-Tutf8", "src/main/installer/signalbox.1"))
        .as("groff is in the package groff-base")
        .isEmpty();
  }

  /** As far as that can be tried here: with this system's names, without what only they know. */
  @ParameterizedTest
  @ValueSource(strings = {"windows", "macos"})
  void whatIsSaidToJpackageElsewhereMakesAProgram(String system) throws Exception {
    String mark = system.equals("windows") ? "win" : "mac";
    Path arguments = folder.resolve("arguments.txt");
    Files.write(
        arguments,
        Files.readAllLines(INSTALLER.resolve(system + ".txt")).stream()
            .filter(line -> !line.matches("--(type|icon|dest|add-launcher|win|mac)\\b.*"))
            .map(line -> line.replace("-" + mark + ".jar", "-linux.jar").replace(".jar;", ".jar:"))
            .toList());
    run(
        Path.of(System.getProperty("java.home"), "bin", "jpackage").toString(),
        "@" + arguments,
        "--type",
        "app-image",
        "--dest",
        folder.toString());

    assertThat(run(folder.resolve("Signalbox/bin/Signalbox").toString(), "--version"))
        .startsWith("Signalbox ");
  }

  /** What it wrote, standard error included. */
  static String run(String... command) throws Exception {
    Path output = Files.createTempFile("signalbox", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int code = process.waitFor();
      String written = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(code).as("%s: %s", String.join(" ", command), written).isZero();
      return written;
    } finally {
      Files.delete(output);
    }
  }

  static List<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return new ArrayList<>(
          files
              .filter(file -> !Files.isDirectory(file))
              .map(file -> folder.relativize(file).toString())
              .toList());
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String file : filesBelow(folder)) {
      contents.put(file, Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }
}
