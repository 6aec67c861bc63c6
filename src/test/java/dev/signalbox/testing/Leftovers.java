package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.LiveThreads.LiveThread;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * Finds threads, virtual ones too, and sockets that were not there before. Nothing here provokes a
 * garbage collection, which would hide a socket that nobody closed.
 *
 * <pre>{@code
 * Leftovers before = Leftovers.baseline();
 * ...
 * before.assertNoThreads();
 * Leftovers.assertNoSocketTo(port);
 * }</pre>
 */
public final class Leftovers {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Threads of the JDK, of the test tools, and the two that ojdbc keeps for ever. */
  private static final Pattern ALWAYS_ALLOWED =
      Pattern.compile(
          "ForkJoinPool.*|VirtualThread-un.*|.*Poller.*|Common-Cleaner|Cleaner-.*|Attach .*"
              + "|awaitility.*|process reaper.*|Signal Dispatcher|C[12] CompilerThread.*"
              + "|JFR .*|Java2D.*|junit-.*|Notification Thread"
              + "|InterruptTimer|OJDBC.*|oracle\\.jdbc.*|BlockSource.*|.*BlockReleaser.*");

  private static final Pattern NONE = Pattern.compile("(?!)");

  private final Set<Long> before;

  private Leftovers(Set<Long> before) {
    this.before = before;
  }

  /** Remembers the threads there are. Best taken after a first connect, which warms drivers up. */
  public static Leftovers baseline() {
    return new Leftovers(threads().stream().map(LiveThread::id).collect(Collectors.toSet()));
  }

  /** Waits up to 2 s for all threads to end that were not there at the baseline. */
  public void assertNoThreads() {
    assertNoThreads(NONE);
  }

  /** Likewise, but for those whose names are such. */
  public void assertNoThreads(Pattern others) {
    Awaitility.await("no new threads")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .pollInSameThread()
        .untilAsserted(
            () ->
                assertThat(newThreads())
                    .filteredOn(thread -> !others.matcher(thread.name()).matches())
                    .isEmpty());
  }

  /** What was started since the baseline and still lives, each with its stack. */
  public List<LiveThread> newThreads() {
    return threads().stream().filter(thread -> !before.contains(thread.id())).toList();
  }

  private static List<LiveThread> threads() {
    return LiveThreads.all().stream()
        .filter(thread -> !ALWAYS_ALLOWED.matcher(thread.name()).matches())
        .toList();
  }

  /** Waits up to 2 s until this process has no TCP connection to that port. */
  public static void assertNoSocketTo(int port) {
    Awaitility.await("no socket to port " + port)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .pollInSameThread()
        .untilAsserted(() -> assertThat(socketsTo(port)).isEmpty());
  }

  /**
   * The client ends of this process's TCP connections to that port, in whatever state.
   *
   * @return the kernel's lines about them
   */
  public static List<String> socketsTo(int port) throws IOException {
    return socketsTo(port, Set.of());
  }

  /** Likewise, but for those whose local port is one of these. */
  public static List<String> socketsTo(int port, Set<Integer> others) throws IOException {
    // The tables are of the whole machine, and long: most are passed over at a glance.
    String remotePort = ":%04X ".formatted(port);
    List<String> toPort = new ArrayList<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      Path path = Path.of(table);
      if (Files.exists(path)) {
        String all = Files.readString(path);
        (all.contains(remotePort) ? all.lines() : Stream.<String>empty())
            .filter(line -> line.contains(remotePort))
            .map(String::strip)
            .forEach(toPort::add);
      }
    }
    if (toPort.isEmpty()) {
      return List.of();
    }
    Set<String> own = ownSocketInodes();
    return toPort.stream().filter(line -> isOwnTo(line, remotePort.strip(), own, others)).toList();
  }

  private static boolean isOwnTo(
      String line, String remotePort, Set<String> own, Set<Integer> others) {
    String[] fields = line.split("\\s+", -1);
    return fields.length > 9
        && fields[2].endsWith(remotePort)
        && own.contains(fields[9])
        && !others.contains(portOf(fields[1]));
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }

  private static Set<String> ownSocketInodes() throws IOException {
    Set<String> inodes = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        try {
          String target = Files.readSymbolicLink(descriptor).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        } catch (NoSuchFileException e) {
          // Closed while we looked: that is the opposite of a leak.
        }
      }
    }
    return inodes;
  }
}
