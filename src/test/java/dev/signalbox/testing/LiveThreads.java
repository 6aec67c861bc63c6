package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The threads of this JVM, the virtual ones among them, which no other look at it shows. */
public final class LiveThreads {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private LiveThreads() {}

  /** Names of live threads that begin with one of these words. */
  public static List<String> named(String... beginnings) {
    return names().stream()
        .filter(name -> List.of(beginnings).stream().anyMatch(name::startsWith))
        .toList();
  }

  /** Waits, not long, until none is left whose name begins with one of these words. */
  public static void awaitNone(String... beginnings) {
    // In the same thread, so that the limit is for those threads and not for the dump.
    await()
        .pollInSameThread()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(named(beginnings)).as("threads left behind").isEmpty());
  }

  /** Whether a thread is in all of these methods at once, given by parts of their names. */
  public static boolean isIn(String... methods) {
    return all().stream()
        .anyMatch(thread -> List.of(methods).stream().allMatch(thread.stack()::contains));
  }

  private static List<String> names() {
    return all().stream().map(LiveThread::name).toList();
  }

  /** One thread as the dump shows it. */
  public record LiveThread(long id, String name, String stack) {}

  static List<LiveThread> all() {
    try {
      Path folder = Files.createTempDirectory("signalbox-threads-");
      Path dump = folder.resolve("threads.json");
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
        JsonNode root = JsonMapper.shared().readTree(dump.toFile());
        return StreamSupport.stream(root.at("/threadDump/threadContainers").spliterator(), false)
            .flatMap(group -> StreamSupport.stream(group.at("/threads").spliterator(), false))
            .map(LiveThreads::thread)
            .toList();
      } finally {
        Files.deleteIfExists(dump);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot dump the threads", e);
    }
  }

  private static LiveThread thread(JsonNode node) {
    return new LiveThread(
        node.at("/tid").asLong(), node.at("/name").asString(), node.at("/stack").toString());
  }
}
