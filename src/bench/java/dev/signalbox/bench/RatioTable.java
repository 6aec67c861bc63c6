package dev.signalbox.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints the ratios that benches have kept, and on what class of machine. Argument: the file that
 * they are in.
 */
public final class RatioTable {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final double GIGABYTE = 1 << 30;

  private RatioTable() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println(machine());
    System.out.println();
    System.out.print(Ratios.table(Path.of(arguments[0])));
  }

  private static String machine() throws IOException {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return String.format(
        Locale.ROOT,
        "%d processors (%s), %.0f GB of memory, %s %s, Java %s",
        system.getAvailableProcessors(),
        processor(),
        system.getTotalMemorySize() / GIGABYTE,
        system.getName(),
        system.getArch(),
        Runtime.version().feature());
  }

  private static String processor() throws IOException {
    if (!Files.exists(PROCESSORS)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst("^[^:]*: *", ""))
          .findFirst()
          .orElse("unknown");
    }
  }
}
