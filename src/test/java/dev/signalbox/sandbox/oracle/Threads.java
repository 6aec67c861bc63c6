package dev.signalbox.sandbox.oracle;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for virtual threads, which no ordinary thread listing shows. */
final class Threads {
  private Threads() {}

  /** Lines of a thread dump that mention the name. */
  static List<String> named(String name) throws IOException {
    Path directory = Files.createTempDirectory("threads");
    Path dump = directory.resolve("dump.txt");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
    try {
      return Files.readAllLines(dump).stream().filter(line -> line.contains(name)).toList();
    } finally {
      Files.delete(dump);
      Files.delete(directory);
    }
  }
}
