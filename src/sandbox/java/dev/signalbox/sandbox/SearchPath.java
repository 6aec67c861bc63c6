package dev.signalbox.sandbox;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The folders in which installed programs are looked for, in this order. */
record SearchPath(List<Path> folders) {
  /** Where Debian puts servers; an ordinary user's PATH leaves these folders out. */
  private static final List<String> SERVER_FOLDERS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  SearchPath {
    folders = List.copyOf(folders);
  }

  /** PATH, and where servers are installed. */
  static SearchPath ofSystem() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    Stream<String> own =
        Arrays.stream(path.split(File.pathSeparator, -1)).filter(each -> !each.isBlank());
    return new SearchPath(Stream.concat(own, SERVER_FOLDERS.stream()).map(Path::of).toList());
  }

  Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
