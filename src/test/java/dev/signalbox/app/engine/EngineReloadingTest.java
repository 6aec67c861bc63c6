package dev.signalbox.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.Command;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.Console;
import dev.signalbox.console.SecretReference;
import dev.signalbox.console.TrialNews;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes with a connection that comes to be another, and what waits for the next reload. */
@Timeout(120)
class EngineReloadingTest {
  private static final long LIMIT_SECONDS = 20;
  private static final String PLANT =
      """
      environment: staging
      connections:
        nats: {type: nats, servers: ["nats://127.0.0.1:1"], auto_connect: false}
        third: {type: nats, servers: ["nats://127.0.0.1:1"], auto_connect: false}
        db: {type: mariadb, url: "127.0.0.1:1/x", username: app, password: ask, auto_connect: false}
      polling: {program_name: events, source: db, sink: nats, checkpoint: db, table: T,
        id_column: ID, timestamp_column: AT, stream: S, subject: s}
      """;

  @TempDir private Path folder = Path.of("");
  @AutoClose private final SystemScheduler scheduler = new SystemScheduler();
  private @Nullable Engine engine;
  private Path file = Path.of("");

  @AfterEach
  void close() throws Exception {
    if (engine != null) {
      var _ = answer(engine.coordinator().shutdown(new ShutdownReason.Quit()));
    }
  }

  @Test
  void aRelayMovesInOneReloadAndWhatItHasLeftBecomesAnotherKindInTheNext() throws Exception {
    Console console = console(PLANT);
    String moved = PLANT.replace("sink: nats", "sink: third");
    String kind =
        "  nats: {type: mariadb, url: h/x, username: app, password: ask, auto_connect: false}\n";
    String both = moved.replaceAll("  nats: .*\n", kind);
    Files.writeString(file, both);
    assertThat(reload(console))
        .isEqualTo(new Verdict.Refused("relay events uses it: take that out first"));
    assertThat(sink(console)).isEqualTo("nats");

    Files.writeString(file, moved);
    assertThat(reload(console)).isEqualTo(new Verdict.Accepted());
    assertThat(sink(console)).isEqualTo("third");
    Files.writeString(file, both);
    CompletionStage<Verdict> first = console.send(new Command.ReloadConfiguration(), Askers.TEST);
    CompletionStage<Verdict> second = console.send(new Command.ReloadConfiguration(), Askers.TEST);

    assertThat(answer(first)).isEqualTo(new Verdict.Accepted());
    assertThat(answer(second)).isEqualTo(new Verdict.Accepted());
    assertThat(console.connection("nats").orElseThrow().snapshot().endpoint().kind())
        .isEqualTo(EndpointKind.MARIADB);
    assertThat(sink(console)).isEqualTo("third");
    assertThat(console.roster().snapshot().connections()).hasSize(3);
    assertThat(desk(console).changedOnDisk().snapshot()).isFalse();
  }

  private static String sink(Console console) {
    return console.relay("events").orElseThrow().snapshot().settings().sink();
  }

  /** Nothing secret of them is ever sent: they prove who it is, and to whoever asks. */
  @Test
  void credentialsAndKeyFilesGoAlongToAnotherAddress() throws Exception {
    Path seed = Files.writeString(folder.resolve("seed"), "SUAseed\n");
    Files.setPosixFilePermissions(seed, PosixFilePermissions.fromString("rw-------"));
    String entries =
        """
        connections:
          a:
            type: nats
            servers: [nats://127.0.0.1:1]   # here
            nkey_file: seed
            auto_connect: false
          b: {type: nats, servers: ["nats://127.0.0.1:1"], credentials_file: seed, auto_connect: false}
        """;
    Console console = console(entries);
    for (String name : List.of("a", "b")) {
      assertThat(save(console, change(name, "nats://127.0.0.1:2")))
          .isEqualTo(new Verdict.Accepted());
      assertThat(console.connection(name).orElseThrow().snapshot().endpoint().address())
          .isEqualTo("nats://127.0.0.1:2");
    }

    assertThat(file)
        .hasContent(
            entries
                .replace("[nats://127.0.0.1:1]", "[\"nats://127.0.0.1:2\"]")
                .replace("[\"nats://127.0.0.1:1\"]", "[\"nats://127.0.0.1:2\"]"));
  }

  @Test
  void aTokenInTheFileIsNotSentToAnotherAddressAndOneThatIsReferredToIs() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "s3cr3t-3");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    String entries =
        """
        connections:
          a: {type: nats, servers: ["nats://127.0.0.1:1"], token: s3cr3t-3, auto_connect: false}
          b: {type: nats, servers: ["nats://127.0.0.1:1"], token: "${file:token}", auto_connect: false}
        """;
    Console console = console(entries);
    String why = "the token in the file is for the address and type in the file";
    try (SilentListener elsewhere = SilentListener.start()) {
      ConnectionEdit edit = change("a", "nats://127.0.0.1:" + elsewhere.port());
      assertThat(answer(desk(console).check(edit)))
          .singleElement()
          .satisfies(problem -> assertThat(problem.message()).isEqualTo(why));
      assertThat(save(console, edit))
          .isInstanceOfSatisfying(
              Verdict.Refused.class, refused -> assertThat(refused.reason()).startsWith(why));
      assertThat(refusalOfTest(console, edit)).startsWith(why);
      assertThat(elsewhere.openConnections()).isZero();
    }
    assertThat(file).hasContent(entries);
    assertThat(save(console, change("b", "nats://127.0.0.1:2"))).isEqualTo(new Verdict.Accepted());
  }

  @Test
  void inProductionOnlyTheAddressInTheFileIsTestedUnlessArmed() throws Exception {
    try (SilentListener known = SilentListener.start();
        SilentListener other = SilentListener.start()) {
      String address = "nats://127.0.0.1:" + known.port();
      Console console =
          console(
              """
              environment: production
              connections:
                a: {type: nats, servers: ["%s"], auto_connect: false}
              """
                  .formatted(address));
      ConnectionEdit elsewhere = change("a", "nats://127.0.0.1:" + other.port());
      assertThat(refusalOfTest(console, elsewhere))
          .isEqualTo("this is production: arm it first, or test the address that is in the file");
      assertThat(
              refusalOfTest(
                  console, new ConnectionEdit.New(draft("n", "nats://127.0.0.1:" + other.port()))))
          .startsWith("this is production");
      assertThat(other.openConnections()).isZero();

      assertTests(console, change("a", address));
      assertThat(answer(console.send(new Command.Arm(), Askers.TEST)).isAccepted()).isTrue();
      assertTests(console, elsewhere);
    }
  }

  private static void assertTests(Console console, ConnectionEdit edit) {
    List<TrialNews> news = new CopyOnWriteArrayList<>();
    var test = desk(console).test(edit, news::add);
    await().until(() -> !news.isEmpty());
    assertThat(news.getFirst()).isInstanceOf(TrialNews.UnderWay.class);
    test.close();
  }

  private static String refusalOfTest(Console console, ConnectionEdit edit) {
    List<TrialNews> news = new CopyOnWriteArrayList<>();
    var _ = desk(console).test(edit, news::add);
    await().until(() -> !news.isEmpty());
    return ((TrialNews.Refused) news.getFirst()).reason();
  }

  private static ConnectionEdit change(String name, String address) {
    return new ConnectionEdit.Change(name, draft(name, address));
  }

  private static ConnectionDraft draft(String name, String address) {
    return new ConnectionDraft(
        EndpointKind.NATS, name, address, "", new SecretReference.None(), "", false);
  }

  private Console console(String text) throws Exception {
    file = Files.writeString(folder.resolve("signalbox.yaml"), text);
    Engine made = ConfiguredEngine.of(file, scheduler);
    engine = made;
    return made.console();
  }

  private static Configuring desk(Console console) {
    return console.configuring().orElseThrow();
  }

  private static Verdict save(Console console, ConnectionEdit edit) throws Exception {
    return answer(console.send(new Command.SaveConnection(edit), Askers.TEST));
  }

  private static Verdict reload(Console console) throws Exception {
    return answer(console.send(new Command.ReloadConfiguration(), Askers.TEST));
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
