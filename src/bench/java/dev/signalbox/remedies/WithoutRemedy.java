package dev.signalbox.remedies;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The product with one remedy taken out: its changed classes in a folder that goes before all
 * others on the class path, and an image of the program with these classes in it.
 */
final class WithoutRemedy {
  private static final Path SOURCES = Path.of("src", "main", "java", "dev", "signalbox");
  private static final Path IMAGE = Path.of("target", "signalbox");

  private final Path classes;
  private final Path image;

  /**
   * Compiles it.
   *
   * @param folder empty, for everything that is made
   * @throws IllegalStateException if a text is not to be found or what comes of it does not compile
   */
  WithoutRemedy(Remedy remedy, Path folder) throws IOException {
    this.classes = Files.createDirectories(folder.resolve("classes"));
    this.image = folder.resolve("image");
    Path sources = Files.createDirectories(folder.resolve("sources"));
    for (Remedy.Change change : remedy.changes()) {
      change(change, sources);
    }
    compile(sources);
    copyImage();
  }

  Path classes() {
    return classes;
  }

  Path image() {
    return image;
  }

  private static void change(Remedy.Change change, Path sources) throws IOException {
    Path changed = sources.resolve(change.file());
    String text =
        Files.readString(Files.exists(changed) ? changed : SOURCES.resolve(change.file()));
    if (!text.contains(change.from())) {
      throw new IllegalStateException(change.file() + " has no text " + change.from());
    }
    Files.createDirectories(changed.getParent());
    Files.writeString(changed, text.replace(change.from(), change.to()));
  }

  private void compile(Path sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.walk(sources)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-parameters",
              "-classpath",
              System.getProperty("java.class.path"),
              "-d",
              classes.toString());
      List<Path> changed = found.filter(Files::isRegularFile).toList();
      if (!compiler
          .getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(changed))
          .call()) {
        throw new IllegalStateException("Does not compile: " + messages);
      }
    }
  }

  private void copyImage() throws IOException {
    try (Stream<Path> files = Files.walk(IMAGE)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            image.resolve(IMAGE.relativize(file).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    try (FileSystem jar = FileSystems.newFileSystem(programJar());
        Stream<Path> changed = Files.walk(classes)) {
      for (Path file : changed.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file,
            jar.getPath(classes.relativize(file).toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private Path programJar() throws IOException {
    try (Stream<Path> files = Files.list(image.resolve("lib"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("signalbox-"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No program in " + image));
    }
  }

  /** The class path of a process that runs tests; of the product as it is if there is no change. */
  static String classPath(@Nullable WithoutRemedy change) {
    List<String> path = new ArrayList<>();
    if (change != null) {
      path.add(change.classes().toString());
    }
    path.add(System.getProperty("java.class.path"));
    return String.join(java.io.File.pathSeparator, path);
  }
}
