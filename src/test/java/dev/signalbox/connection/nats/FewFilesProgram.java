package dev.signalbox.connection.nats;

import dev.signalbox.base.Deadline;
import dev.signalbox.base.FreshThread;
import dev.signalbox.connection.driver.DriverThreads;
import dev.signalbox.settings.NatsSettings;
import dev.signalbox.settings.PasswordPrompt;
import dev.signalbox.testing.TrialSettings;
import dev.signalbox.testing.UndisturbedScope;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Connects to a server while it may open only a few more files, fewer than the virtual machine
 * needs to let virtual threads wait at sockets. Prints what comes of it. Arguments: the server, and
 * whether the drivers' threads are made {@code before} the files are gone or {@code after}.
 */
final class FewFilesProgram {
  /**
   * For a connect, which takes five, and for classes that are loaded by it: each is a file while it
   * is read, and on a busy machine several threads are about that at once. Still fewer than the
   * sixteen who wake those that wait need.
   */
  private static final int LEFT = 14;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private FewFilesProgram() {}

  public static void main(String[] arguments) throws Exception {
    NatsSettings settings = TrialSettings.nats(arguments[0]);
    // What it is made of is in files, too.
    Class.forName("io.nats.client.Nats");
    LoggerFactory.getLogger(FewFilesProgram.class).debug("logging is set up");
    boolean early = arguments[1].equals("before");
    DriverThreads threads;
    Deque<Closeable> taken;
    if (early) {
      threads = DriverThreads.create();
      taken = takeFiles();
    } else {
      taken = takeFiles();
      threads = DriverThreads.create();
    }
    FreshThread.run("connect", LIMIT, () -> connect(settings, threads, early, taken));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** What is open besides what was taken for this. */
  private static void explain(Exception failure, Deque<Closeable> taken) throws IOException {
    while (!taken.isEmpty()) {
      taken.pop().close();
    }
    failure.printStackTrace();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) {
          String name = Files.readSymbolicLink(file).toString();
          if (!name.equals("/dev/null")) {
            System.out.println(name);
          }
        }
      }
    }
  }

  private static Void connect(
      NatsSettings settings, DriverThreads threads, boolean early, Deque<Closeable> taken)
      throws IOException {
    NatsConnector connector =
        new NatsConnector(settings, "NATS", PasswordPrompt.unavailable(), _ -> {}, threads);
    try {
      var _ = connector.open(new UndisturbedScope(Deadline.in(settings.connectTimeout())));
      System.out.println("connected");
    } catch (Exception e) {
      System.out.println(connector.diagnose(e).message());
      if (early) {
        explain(e, taken);
      }
    }
    return null;
  }

  private static Deque<Closeable> takeFiles() throws IOException {
    Deque<Closeable> taken = new ArrayDeque<>();
    try {
      while (true) {
        taken.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      for (int i = 0; i < LEFT; i++) {
        taken.pop().close();
      }
      return taken;
    }
  }
}
