package dev.signalbox.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** Starts {@link BlankWindow} on a display, as a process of its own. For one thread. */
final class BlankProgram {
  private static final String JAR = "blank.jar";
  private static final String CACHE = "blank.aot";

  private final Path folder;
  private final VirtualDisplay display;

  private BlankProgram(Path folder, VirtualDisplay display) {
    this.folder = folder;
    this.display = display;
  }

  /** Packs it and makes a cache of what it loads, which takes seconds, in that folder. */
  static BlankProgram in(Path folder, VirtualDisplay display) throws Exception {
    BlankProgram program = new BlankProgram(folder, display);
    program.pack();
    List<String> options = new ArrayList<>(tuned());
    options.add("-Dglass.platform=Headless");
    options.add("-XX:AOTCacheOutput=" + folder.resolve(CACHE));
    Process rehearsal = program.command(options, "rehearse").start();
    if (!rehearsal.waitFor(1, TimeUnit.MINUTES) || rehearsal.exitValue() != 0) {
      rehearsal.destroyForcibly();
      throw new IllegalStateException("No cache of the blank window was made");
    }
    return program;
  }

  /** As whoever writes a first program with the toolkit starts it. */
  ProcessBuilder plain() {
    return command(List.of());
  }

  /** From its cache, with the options that suit it best. */
  ProcessBuilder best() {
    List<String> options = new ArrayList<>(tuned());
    options.add("-XX:AOTCache=" + folder.resolve(CACHE));
    return command(options);
  }

  private static List<String> tuned() {
    return List.of("-XX:+UseSerialGC", "-XX:-UsePerfData", "-Dprism.order=sw");
  }

  /** A cache is made of archives only. */
  private void pack() throws IOException {
    String name = BlankWindow.class.getName().replace('.', '/') + ".class";
    try (InputStream in =
            Objects.requireNonNull(BlankProgram.class.getResourceAsStream("/" + name));
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(folder.resolve(JAR)))) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
    }
  }

  private ProcessBuilder command(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--module-path");
    command.add(Objects.requireNonNull(System.getProperty("jdk.module.path")));
    command.addAll(List.of("--add-modules", "javafx.controls,javafx.fxml"));
    command.add("--enable-native-access=javafx.graphics");
    command.addAll(options);
    command.addAll(List.of("-classpath", folder.resolve(JAR).toString()));
    command.add(BlankWindow.class.getName());
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DISPLAY", display.name());
    return builder;
  }
}
