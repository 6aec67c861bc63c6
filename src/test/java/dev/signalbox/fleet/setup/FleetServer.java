package dev.signalbox.fleet.setup;

import dev.signalbox.connection.nats.TrialNatsServer;
import dev.signalbox.fleet.wire.EngineAddress;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A nats-server with the users of the example, all of whom have one password. */
public final class FleetServer implements AutoCloseable {
  /** The engine that the example names. */
  public static final EngineAddress ENGINE =
      new EngineAddress("staging", "default", "6f1c0c52-6a3e-4d0b-9f43-0f6c1c9e2a77");

  /** One in another environment, whose user is {@code engine2}. */
  public static final EngineAddress ELSEWHERE =
      new EngineAddress("production", "default", "0e0e0e0e-0000-4000-8000-000000000009");

  /** What takes the place of the passwords. */
  public static final String PASSWORD = "right";

  private static final Path EXAMPLE = Path.of("resources", "fleet", "nats-accounts.conf");

  private final TrialNatsServer server;

  /**
   * Starts it with the stores made by the user who may.
   *
   * @param folder that the test removes
   */
  public FleetServer(Path folder) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("nats-accounts.conf"),
        withAnother(Files.readString(EXAMPLE))
            .replaceAll("password: \\$SIGNALBOX_[A-Z0-9]+_PASSWORD", "password: " + PASSWORD));
    Path file = Files.writeString(folder.resolve("nats.conf"), "include ./nats-accounts.conf\n");
    server =
        new TrialNatsServer(
            folder, "--jetstream", "--store_dir=" + folder.resolve("store"), "--config=" + file);
    try (User setup = as("setup")) {
      Stores stores = new Stores(setup.connection(), "$JS.API", Duration.ofSeconds(5));
      Findings made = stores.make(stores.inspect(), 1);
      if (!made.isGood()) {
        throw new IOException(String.valueOf(made.complaints()));
      }
    }
  }

  /** With an engine more, whose user is written like the one of the example. */
  private static String withAnother(String example) {
    int begin = example.indexOf("      {\n        user: engine1");
    int end = example.indexOf("\n      }\n", begin) + "\n      }\n".length();
    String user =
        example
            .substring(begin, end)
            .replace("user: engine1", "user: engine2")
            .replace("_INBOX_engine1", "_INBOX_engine2")
            .replace(ENGINE.key(), ELSEWHERE.key());
    return example.substring(0, end) + user + example.substring(end);
  }

  public int port() {
    return server.port();
  }

  /** Connects as that user, whose inboxes are its own. */
  public User as(String name) throws IOException, InterruptedException {
    Refusals refusals = new Refusals();
    return new User(
        Nats.connect(
            Options.builder()
                .server("nats://127.0.0.1:" + server.port())
                .userInfo(name, PASSWORD)
                .inboxPrefix("_INBOX_" + name)
                .reportNoResponders()
                .errorListener(refusals)
                .noReconnect()
                .build()),
        refusals);
  }

  @Override
  public void close() {
    server.close();
  }

  /** What the server has refused to one user. Thread-safe. */
  private static final class Refusals implements ErrorListener {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Override
    public void errorOccurred(Connection connection, String error) {
      said.add(error);
    }
  }

  /** A connected user. */
  public static final class User implements AutoCloseable {
    private final Connection connection;
    private final Refusals refusals;

    private User(Connection connection, Refusals refusals) {
      this.connection = connection;
      this.refusals = refusals;
    }

    public Connection connection() {
      return connection;
    }

    /** What was refused so far. */
    public List<String> refused() {
      return List.copyOf(refusals.said);
    }

    /** Publishes what may not be published, and waits until that is said. */
    public void mayNotPublish(String subject) {
      connection.publish(subject, new byte[0]);
      awaitRefusal("Publish", subject);
    }

    /** Listens to what may not be listened to, and waits until that is said. */
    public void mayNotSubscribe(String subject) {
      connection.subscribe(subject);
      awaitRefusal("Subscription", subject);
    }

    /** Waits until the server has said that this was not permitted. */
    public void awaitRefusal(String what, String subject) {
      String violation = "Permissions Violation for " + what + " to \"" + subject + "\"";
      Awaitility.await(violation)
          .until(() -> refused().stream().anyMatch(error -> error.contains(violation)));
    }

    @Override
    public void close() throws InterruptedException {
      connection.close();
    }
  }
}
