package dev.signalbox.app.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.base.Subscription;
import dev.signalbox.base.SystemScheduler;
import dev.signalbox.base.Verdict;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.connection.state.EndpointKind;
import dev.signalbox.console.Answer;
import dev.signalbox.console.Command;
import dev.signalbox.console.Configured;
import dev.signalbox.console.ConfiguredConnection;
import dev.signalbox.console.Configuring;
import dev.signalbox.console.ConnectionDraft;
import dev.signalbox.console.ConnectionEdit;
import dev.signalbox.console.Console;
import dev.signalbox.console.DraftProblem;
import dev.signalbox.console.DraftProblem.Field;
import dev.signalbox.console.SecretReference;
import dev.signalbox.console.TrialNews;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.sandbox.SilentListener;
import dev.signalbox.shutdown.state.ShutdownReason;
import dev.signalbox.testing.Askers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the file and of the engine when an operator edits through the seam. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EngineConfiguringTest {
  private static final long LIMIT_SECONDS = 20;
  private static final String KEPT = "# kept\nenvironment: %s # here\n";

  @TempDir private Path folder = Path.of("");
  @AutoClose private final SystemScheduler scheduler = new SystemScheduler();
  @AutoClose private @Nullable NatsServer nats;
  private @Nullable Engine engine;
  private Path file = Path.of("");

  @BeforeAll
  void startServer() throws Exception {
    nats = NatsServer.start();
  }

  @AfterEach
  void close() throws Exception {
    if (engine != null) {
      var _ = answer(engine.coordinator().shutdown(new ShutdownReason.Quit()));
    }
  }

  @Test
  void aConnectionIsAddedChangedCopiedAndDeletedWhileAnotherKeepsItsOwn() throws Exception {
    Console console = console("staging", "connections: {}\n");
    String head = KEPT.formatted("staging") + "connections:\n";
    assertThat(save(console, new ConnectionEdit.New(draft("first", url()))))
        .isEqualTo(new Verdict.Accepted());
    ConnectionState.Connected first = connected(console, "first");
    String entry = "  first:\n    type: nats\n    servers: [\"" + url() + "\"]";
    assertThat(Files.readString(file)).isEqualTo(head + entry + "\n");

    assertThat(save(console, new ConnectionEdit.Copy("first", draft("second", url()))))
        .isEqualTo(new Verdict.Accepted());
    var _ = connected(console, "second");
    String copy = entry.replace("first", "second");
    assertThat(Files.readString(file)).isEqualTo(head + entry + "\n" + copy + "\n");

    ConnectionDraft slower =
        new ConnectionDraft(
            EndpointKind.NATS, "second", url(), "", new SecretReference.None(), "7s", true);
    assertThat(save(console, new ConnectionEdit.Change("second", slower)))
        .isEqualTo(new Verdict.Accepted());
    var _ = connected(console, "second");
    assertThat(console.connection("second").orElseThrow().snapshot().endpoint().connectTimeout())
        .hasSeconds(7);
    assertThat(Files.readString(file))
        .isEqualTo(head + entry + "\n" + copy + "\n    connect_timeout: 7s\n");

    assertThat(send(console, new Command.DeleteConnection("second")))
        .isEqualTo(new Verdict.Accepted());
    assertThat(console.connection("second")).isEmpty();
    assertThat(Files.readString(file)).isEqualTo(head + entry + "\n");
    assertThat(connected(console, "first").session()).isEqualTo(first.session());
    assertThat(connected(console, "first").since()).isEqualTo(first.since());
  }

  @Test
  void aTestTellsItsPhasesAndLeavesNothingBehind() throws Exception {
    Console console = console("staging", "connections: {}\n");
    int before = server().connections().size();
    List<TrialNews> news = new CopyOnWriteArrayList<>();
    var _ = desk(console).test(new ConnectionEdit.New(draft("first", url())), news::add);

    await().until(() -> !news.isEmpty() && news.getLast() instanceof TrialNews.Decided);
    TrialNews.Decided decided = (TrialNews.Decided) news.getLast();
    assertThat(decided.snapshot().state()).isInstanceOf(ConnectionState.Connected.class);
    assertThat(decided.snapshot().connects().ended().getLast().rungs()).hasSizeGreaterThan(2);
    assertThat(news.getFirst()).isInstanceOf(TrialNews.UnderWay.class);
    await().until(() -> server().connections().size() == before);
    assertThat(console.roster().snapshot().connections()).isEmpty();
    assertThat(Files.readString(file)).endsWith("connections: {}\n");

    news.clear();
    var _ = desk(console).test(new ConnectionEdit.New(draft("", url())), news::add);
    await().until(() -> !news.isEmpty());
    assertThat(news.getFirst()).isInstanceOf(TrialNews.Refused.class);
  }

  @Test
  void aTestThatIsCalledOffSaysNothingMore() throws Exception {
    Console console = console("staging", "connections: {}\n");
    try (SilentListener silent = SilentListener.start()) {
      List<TrialNews> news = new CopyOnWriteArrayList<>();
      Subscription test =
          desk(console)
              .test(
                  new ConnectionEdit.New(draft("first", "nats://127.0.0.1:" + silent.port())),
                  news::add);
      await().until(() -> news.size() >= 2);
      test.close();
      await().until(() -> silent.openConnections() == 0);
      assertThat(news).allMatch(TrialNews.UnderWay.class::isInstance);
    }
  }

  @Test
  void everyProblemIsToldByTheFieldThatItIsAbout() throws Exception {
    Console console =
        console("staging", "connections:\n  nats: {type: nats, servers: [\"nats://h:1\"]}\n");
    assertThat(check(console, new ConnectionEdit.New(draft("good", "nats://h:1")))).isEmpty();
    assertThat(check(console, new ConnectionEdit.New(draft("", ""))))
        .extracting(DraftProblem::field)
        .containsExactly(Field.NAME, Field.ADDRESS);
    assertThat(check(console, new ConnectionEdit.New(draft("nats", "nats://h:1"))))
        .extracting(DraftProblem::message)
        .containsExactly("there is a connection of that name already");
    assertThat(check(console, new ConnectionEdit.New(draft("a b", "nats://h:1"))))
        .extracting(DraftProblem::field)
        .containsExactly(Field.NAME);
    ConnectionDraft wrong =
        new ConnectionDraft(
            EndpointKind.MARIADB,
            "db",
            "not an address at all",
            "",
            new SecretReference.Environment("NO_SUCH_VARIABLE_HERE"),
            "soon",
            true);
    assertThat(check(console, new ConnectionEdit.New(wrong)))
        .extracting(DraftProblem::field)
        .containsExactlyInAnyOrder(
            Field.ADDRESS, Field.USERNAME, Field.SECRET, Field.CONNECT_TIMEOUT);
    ConnectionDraft typed =
        new ConnectionDraft(
            EndpointKind.MARIADB,
            "db",
            "h:3306/x",
            "app",
            new SecretReference.Environment("s3cr3t pass!"),
            "",
            true);
    assertThat(check(console, new ConnectionEdit.New(typed)))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.field()).isEqualTo(Field.SECRET);
              assertThat(problem.line()).doesNotContain("s3cr3t");
            });
  }

  @Test
  void aPasswordInTheFileIsKeptAndNotTold() throws Exception {
    String text =
        "connections:\n"
            + "  db: {type: mariadb, url: \"127.0.0.1:1/x\", username: app, password: s3cr3t-1,"
            + " auto_connect: false}\n";
    Console console = console("staging", text);
    ConfiguredConnection db = read(console).getFirst();
    assertThat(db.draft().secret()).isEqualTo(new SecretReference.Kept());
    assertThat(db.toString()).doesNotContain("s3cr3t");

    assertThat(save(console, new ConnectionEdit.Change("db", kept("127.0.0.1:1/x", "other"))))
        .isEqualTo(new Verdict.Accepted());
    String changed = KEPT.formatted("staging") + text.replace("username: app", "username: other");
    assertThat(Files.readString(file)).isEqualTo(changed);

    for (ConnectionEdit elsewhere :
        List.of(
            new ConnectionEdit.Change("db", kept("127.0.0.1:2/x", "other")),
            new ConnectionEdit.Copy("db", kept("127.0.0.1:2/x", "other")))) {
      assertThat(check(console, elsewhere))
          .extracting(DraftProblem::field)
          .containsExactly(Field.SECRET);
      String why = "the password in the file is for the address and type in the file";
      assertThat(save(console, elsewhere))
          .isInstanceOfSatisfying(
              Verdict.Refused.class, refused -> assertThat(refused.reason()).startsWith(why));
      List<TrialNews> news = new CopyOnWriteArrayList<>();
      var _ = desk(console).test(elsewhere, news::add);
      await().until(() -> !news.isEmpty());
      assertThat(news.getFirst())
          .isInstanceOfSatisfying(
              TrialNews.Refused.class, refused -> assertThat(refused.reason()).startsWith(why));
    }
    assertThat(Files.readString(file)).isEqualTo(changed);
  }

  private static ConnectionDraft kept(String address, String username) {
    return new ConnectionDraft(
        EndpointKind.MARIADB, "db", address, username, new SecretReference.Kept(), "", false);
  }

  @Test
  void anAddressThatHoldsALoginIsNotToldButWhatIsWrongWithIt() throws Exception {
    Console console = console("staging", "connections: {}\n");
    Files.writeString(
        file,
        "connections:\n"
            + "  first: {type: nats, servers: [\"nats://h:1\", \"nats://u:s3cr3t-2@h\"]}\n"
            + "  db: {type: mariadb, url: \"h/x?password=s3cr3t-2\", username: app, password:"
            + " ask}\n"
            + "  old: {type: oracle, url: \"jdbc:oracle:thin:a/s3cr3t-2@h\", username: app,"
            + " password: ask}\n");
    for (ConfiguredConnection one : read(console)) {
      assertThat(one.draft().address()).as(one.draft().name()).isEmpty();
      ConnectionEdit edit = new ConnectionEdit.Change(one.draft().name(), one.draft());
      assertThat(check(console, edit))
          .singleElement()
          .satisfies(
              problem -> {
                assertThat(problem.field()).isEqualTo(Field.ADDRESS);
                assertThat(problem.line()).contains("addresses are displayed", "\"password\"");
                assertThat(problem.line()).doesNotContain("s3cr3t");
              });
    }
    assertThat(draft("first", "nats://u:s3cr3t-2@h").toString()).doesNotContain("s3cr3t");
  }

  @Test
  void aReloadThatCouldNotBeFinishedIsNotBegun() throws Exception {
    String text =
        """
        environment: staging
        connections:
          nats: {type: nats, servers: ["nats://127.0.0.1:1"], auto_connect: false}
          db: {type: mariadb, url: "127.0.0.1:1/x", username: app, password: ask, auto_connect: false}
        polling: {program_name: events, source: db, sink: nats, checkpoint: db, table: T,
          id_column: ID, timestamp_column: AT, stream: S, subject: s}
        """;
    Console console = console("staging", "connections: {}\n");
    Files.writeString(file, text);
    assertThat(send(console, new Command.ReloadConfiguration())).isEqualTo(new Verdict.Accepted());

    String third =
        "  third: {type: nats, servers: [\"nats://127.0.0.1:1\"], auto_connect: false}\n";
    String otherKind =
        text.replace(
                "  nats: {type: nats, servers: [\"nats://127.0.0.1:1\"]",
                third + "  nats: {type: mariadb, url: h/x, username: app, password: ask")
            .replace("sink: nats", "sink: third");
    Files.writeString(file, otherKind);
    assertThat(send(console, new Command.ReloadConfiguration()))
        .isEqualTo(new Verdict.Refused("relay events uses it: take that out first"));
    assertThat(console.connection("third")).isEmpty();
    assertThat(desk(console).changedOnDisk().snapshot()).isTrue();

    Files.writeString(file, text.replace("environment: staging", "environment: test"));
    assertThat(send(console, new Command.ReloadConfiguration())).isEqualTo(new Verdict.Accepted());
    Files.writeString(file, otherKind.substring(0, otherKind.indexOf("polling")));
    assertThat(send(console, new Command.ReloadConfiguration())).isEqualTo(new Verdict.Accepted());
    assertThat(console.connection("third")).isPresent();
    assertThat(console.connection("nats").orElseThrow().snapshot().endpoint().kind())
        .isEqualTo(EndpointKind.MARIADB);
  }

  @Test
  void whatWasTakenOutOrInByACommandIsNoHindranceToAReload() throws Exception {
    String entry = "  %s: {type: nats, servers: [\"nats://127.0.0.1:1\"], auto_connect: false%s}\n";
    Console console =
        console(
            "staging",
            "connections:\n" + entry.formatted("first", "") + entry.formatted("second", ""));
    for (String gone : List.of("first", "second")) {
      assertThat(send(console, new Command.RemoveConnection(gone)))
          .isEqualTo(new Verdict.Accepted());
    }
    Files.writeString(
        file,
        KEPT.formatted("staging")
            + "connections:\n"
            + entry.formatted("first", ", connect_timeout: 7s"));
    assertThat(send(console, new Command.ReloadConfiguration())).isEqualTo(new Verdict.Accepted());
    assertThat(console.connection("first").orElseThrow().snapshot().endpoint().connectTimeout())
        .hasSeconds(7);
    assertThat(console.connection("second")).isEmpty();
  }

  @Test
  void aChangeOnDiskIsNoticedAndReloadedWithoutTouchingWhatIsTheSame() throws Exception {
    String entry = "  first: {type: nats, servers: [\"" + url() + "\"]}\n";
    Console console = console("staging", "connections:\n" + entry);
    ConnectionState.Connected before = connected(console, "first");
    Files.writeString(file, Files.readString(file) + entry.replace("first", "second"));

    await().atMost(LIMIT_SECONDS, TimeUnit.SECONDS).until(desk(console).changedOnDisk()::snapshot);
    assertThat(save(console, new ConnectionEdit.New(draft("third", url()))))
        .isEqualTo(new Verdict.Refused("the file has been changed on disk: reload it first"));
    assertThat(send(console, new Command.ReloadConfiguration())).isEqualTo(new Verdict.Accepted());
    var _ = connected(console, "second");
    assertThat(desk(console).changedOnDisk().snapshot()).isFalse();
    assertThat(connected(console, "first").session()).isEqualTo(before.session());
    assertThat(connected(console, "first").since()).isEqualTo(before.since());

    Files.writeString(file, Files.readString(file) + "nonsense: 1\n");
    assertThat(send(console, new Command.ReloadConfiguration()))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, refused -> assertThat(refused.reason()).contains("nonsense"));
    assertThat(console.roster().snapshot().connections()).hasSize(2);
  }

  @Test
  void inProductionNothingIsChangedUnlessArmed() throws Exception {
    Console console = console("production", "connections: {}\n");
    String before = Files.readString(file);
    Verdict locked = new Verdict.Refused("this is production: arm it first");
    ConnectionEdit edit = new ConnectionEdit.New(draft("first", url()));
    assertThat(save(console, edit)).isEqualTo(locked);
    assertThat(Files.readString(file)).isEqualTo(before);

    assertThat(send(console, new Command.Arm()).isAccepted()).isTrue();
    assertThat(send(console, new Command.Lock()).isAccepted()).isTrue();
    assertThat(console.program().snapshot().armedUntil()).isEmpty();
    assertThat(save(console, edit)).isEqualTo(locked);
    assertThat(send(console, new Command.Arm()).isAccepted()).isTrue();
    assertThat(send(console, new Command.Arm()).isAccepted()).isTrue();
    assertThat(save(console, edit)).isEqualTo(new Verdict.Accepted());
    var _ = connected(console, "first");
    assertThat(send(console, new Command.Lock()).isAccepted()).isTrue();
    assertThat(send(console, new Command.DeleteConnection("first"))).isEqualTo(locked);
    assertThat(send(console, new Command.RemoveConnection("first"))).isEqualTo(locked);
    assertThat(send(console, new Command.ReloadConfiguration())).isEqualTo(locked);
  }

  private Console console(String environment, String connections) throws Exception {
    file = folder.resolve("signalbox.yaml");
    Files.writeString(file, KEPT.formatted(environment) + connections);
    Engine made = ConfiguredEngine.of(file, scheduler);
    engine = made;
    made.connectAutomatically();
    return made.console();
  }

  private NatsServer server() {
    return Objects.requireNonNull(nats);
  }

  private String url() {
    return server().url();
  }

  private static ConnectionDraft draft(String name, String address) {
    return new ConnectionDraft(
        EndpointKind.NATS, name, address, "", new SecretReference.None(), "", true);
  }

  private static Configuring desk(Console console) {
    return console.configuring().orElseThrow();
  }

  private static List<ConfiguredConnection> read(Console console) throws Exception {
    return ((Answer.Given<Configured>) answer(desk(console).read())).value().connections();
  }

  private static List<DraftProblem> check(Console console, ConnectionEdit edit) throws Exception {
    return answer(desk(console).check(edit));
  }

  private static ConnectionState.Connected connected(Console console, String name) {
    await()
        .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
        .until(
            () ->
                console.connection(name).orElseThrow().snapshot().state()
                    instanceof ConnectionState.Connected);
    return (ConnectionState.Connected) console.connection(name).orElseThrow().snapshot().state();
  }

  private static Verdict save(Console console, ConnectionEdit edit) throws Exception {
    return send(console, new Command.SaveConnection(edit));
  }

  private static Verdict send(Console console, Command command) throws Exception {
    return answer(console.send(command, Askers.TEST));
  }

  private static <T> T answer(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
