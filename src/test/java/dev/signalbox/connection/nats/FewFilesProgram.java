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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.LoggerFactory;

/**
 * Connects to a server while it may open only a few more files, fewer than the virtual machine
 * needs to let virtual threads wait at sockets. Prints what comes of it. Arguments: the server, and
 * whether the drivers' threads are made {@code before} the files are gone or {@code after}.
 */
final class FewFilesProgram {
  /** For a connect, and for classes that are loaded by it. */
  private static final int LEFT = 10;

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private FewFilesProgram() {}

  public static void main(String[] arguments) throws Exception {
    NatsSettings settings = TrialSettings.nats(arguments[0]);
    // What it is made of is in files, too.
    Class.forName("io.nats.client.Nats");
    LoggerFactory.getLogger(FewFilesProgram.class).debug("logging is set up");
    boolean early = arguments[1].equals("before");
    DriverThreads threads;
    if (early) {
      threads = DriverThreads.create();
      takeFiles();
    } else {
      takeFiles();
      threads = DriverThreads.create();
    }
    FreshThread.run("connect", LIMIT, () -> connect(settings, threads));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static Void connect(NatsSettings settings, DriverThreads threads) {
    NatsConnector connector =
        new NatsConnector(settings, "NATS", PasswordPrompt.unavailable(), _ -> {}, threads);
    try {
      var _ = connector.open(new UndisturbedScope(Deadline.in(settings.connectTimeout())));
      System.out.println("connected");
    } catch (Exception e) {
      System.out.println(connector.diagnose(e).message());
    }
    return null;
  }

  private static void takeFiles() throws IOException {
    Deque<Closeable> taken = new ArrayDeque<>();
    try {
      while (true) {
        taken.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      for (int i = 0; i < LEFT; i++) {
        taken.pop().close();
      }
    }
  }
}
