package dev.signalbox.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Thorough;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts are the same with a cache of what loads at each start and without; with it, faster. */
class StartCacheIT {
  private static final Path IMAGE = BuiltProgram.launcher().resolve("../..").normalize();
  private static final String MAIN = "dev.signalbox.app.Main";
  private static final String CACHE = "lib/signalbox.aot";
  private static final String KEY = "lib/signalbox.aot.key";

  /** It is written at the end of a whole rehearsal. */
  private static final Duration CACHE_MADE = Duration.ofMinutes(3);

  @TempDir private static Path images;
  @TempDir private Path folder;

  /** What may have happened to a cache or to what it was made for. */
  @FunctionalInterface
  interface Damage {
    void to(Path image) throws IOException;
  }

  record Case(String name, Damage damage) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> damages() {
    return Stream.of(
        new Case("absent", image -> Files.delete(image.resolve(CACHE))),
        new Case("without its key", image -> Files.delete(image.resolve(KEY))),
        new Case("truncated", image -> truncate(image.resolve(CACHE), 1_000_000)),
        new Case("empty", image -> truncate(image.resolve(CACHE), 0)),
        new Case("of the same size and time, but no cache", image -> spoil(image.resolve(CACHE))),
        new Case("of another JDK", image -> prepend(image.resolve(KEY), "JAVA_VERSION=99\n")),
        new Case("older than a library", image -> touch(newest(image), Instant.now())),
        new Case("made for a library that is gone", StartCacheIT::addLibrary));
  }

  @Test
  void theCacheIsUsed() throws Exception {
    assertThat(sharedClasses(IMAGE)).contains(MAIN, "org.slf4j.LoggerFactory");
  }

  @Test
  void aMovedImageStartsWithout() throws Exception {
    assertThat(sharedClasses(copy("moved für alle 50%"))).doesNotContain(MAIN);
  }

  /** What is not offered to the virtual machine cannot be told from what is, but by the clock. */
  @Thorough
  @ParameterizedTest
  @ValueSource(
      strings = {"--help", "--nonsense", "check --config FILE", "--headless --config FILE"})
  void withACacheAndWithoutTheSameIsSaidAndDone(String arguments) throws Exception {
    Path without = copy("without");
    Files.delete(without.resolve(CACHE));

    assertThat(run(IMAGE, arguments)).isEqualTo(run(without, arguments));
  }

  /** What was written, the times apart, and the code that it ended with. */
  private List<Object> run(Path image, String arguments) throws Exception {
    Path file =
        ConfigurationText.empty()
            .nats("nats://127.0.0.1:1", "connect_timeout: 30")
            .withoutRetries()
            .write(folder);
    String[] words = arguments.replace("FILE", file.toString()).split(" ");
    try (BuiltProgram program =
        BuiltProgram.start(image.resolve("bin/signalbox"), folder, Map.of(), words)) {
      int code = program.awaitExit(BuiltProgram.PATIENCE);
      return List.of(code, narrow(program.log()), narrow(program.errorLog()));
    }
  }

  /** A table is as wide as the times in it. */
  private static List<String> narrow(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll(" +", " ")).toList();
  }

  @Thorough
  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedCacheIsNotUsed(Case damaged) throws Exception {
    Path image = imageWithItsOwnCache();
    damaged.damage().to(image);

    assertThat(sharedClasses(image)).doesNotContain(MAIN);
  }

  /** The application's classes that came from a cache. Nobody who starts it hears of caches. */
  private List<String> sharedClasses(Path image) throws Exception {
    Path log = folder.resolve("classes.log");
    try (BuiltProgram program =
        BuiltProgram.start(
            image.resolve("bin/signalbox"),
            folder,
            Map.of("SIGNALBOX_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + "::filesize=0"),
            "--version")) {
      assertThat(program.awaitExit(BuiltProgram.PATIENCE)).isZero();
      assertThat(program.output()).first().asString().startsWith("Signalbox ");
      assertThat(program.errors()).isEmpty();
    }
    try (Stream<String> lines = Files.lines(log, UTF_8)) {
      return lines
          .filter(line -> line.contains("source: shared objects file"))
          .map(line -> line.replaceFirst("^.*\\] *", "").replaceFirst(" .*$", ""))
          .filter(name -> name.equals(MAIN) || name.startsWith("org.slf4j"))
          .toList();
    }
  }

  private static Path imageWithItsOwnCache() throws Exception {
    Path image = copy("own cache");
    Process made =
        new ProcessBuilder(image.resolve("bin/signalbox").toString(), "--make-cache")
            .inheritIO()
            .start();
    assertThat(made.waitFor(CACHE_MADE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(image.resolve(CACHE)).isNotEmptyFile();
    return image;
  }

  /** A copy of the image whose files keep their times. */
  private static Path copy(String name) throws IOException {
    Path copy = Files.createTempDirectory(images, "image").resolve(name);
    try (Stream<Path> files = Files.walk(IMAGE)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(IMAGE.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void spoil(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] nothing = new byte[(int) Files.size(file)];
    Files.write(file, nothing);
    Files.setLastModifiedTime(file, time);
  }

  private static void prepend(Path file, String line) throws IOException {
    Files.writeString(file, line + Files.readString(file, UTF_8));
  }

  private static Path newest(Path image) throws IOException {
    try (Stream<Path> libraries = Files.list(image.resolve("lib"))) {
      return libraries
          .filter(file -> file.getFileName().toString().startsWith("signalbox-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void touch(Path file, Instant time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private static void addLibrary(Path image) throws IOException {
    Files.copy(newest(image), image.resolve("lib/zusätzlich.jar"));
  }
}
