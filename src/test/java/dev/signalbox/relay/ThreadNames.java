package dev.signalbox.relay;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names of all threads, virtual ones included, which only a thread dump shows. */
final class ThreadNames {
  private ThreadNames() {}

  static List<String> ofAllThreads() throws IOException {
    Path folder = Files.createTempDirectory("threads");
    Path file = folder.resolve("threads.json");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(
              file.toAbsolutePath().toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
      List<String> names = new ArrayList<>();
      JsonNode dump = JsonMapper.shared().readTree(Files.readString(file));
      for (JsonNode container : dump.path("threadDump").path("threadContainers")) {
        for (JsonNode thread : container.path("threads")) {
          names.add(thread.path("name").asString(""));
        }
      }
      return names;
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }
}
