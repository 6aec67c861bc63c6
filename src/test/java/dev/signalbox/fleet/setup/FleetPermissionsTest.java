package dev.signalbox.fleet.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.fleet.setup.FleetServer.User;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.testing.Thorough;
import io.nats.client.Dispatcher;
import io.nats.client.JetStream;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PushSubscribeOptions;
import io.nats.client.Subscription;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, by the example of a server's configuration and a real server. */
@Timeout(60)
class FleetPermissionsTest {
  private static final EngineAddress ENGINE = FleetServer.ENGINE;
  private static final EngineAddress NEIGHBOUR =
      new EngineAddress("staging", "default", "0e0e0e0e-0000-4000-8000-000000000001");
  private static final EngineAddress ELSEWHERE =
      new EngineAddress("production", "default", "0e0e0e0e-0000-4000-8000-000000000002");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir private static Path folder;
  private static FleetServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new FleetServer(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(@Nullable Message message) {
    Message told = Objects.requireNonNull(message, "Nobody said anything");
    return new String(told.getData(), StandardCharsets.UTF_8);
  }

  /** An engine that answers whatever it is asked or told. */
  private static void answerAll(User engine) throws Exception {
    Dispatcher dispatcher =
        engine
            .connection()
            .createDispatcher(
                message ->
                    engine
                        .connection()
                        .publish(message.getReplyTo(), bytes("answer to " + message.getSubject())));
    dispatcher.subscribe(Subjects.commands(ENGINE));
    dispatcher.subscribe(Subjects.questions(ENGINE));
    engine.connection().flush(PATIENCE);
  }

  private static String asked(User user, String subject) throws Exception {
    return text(user.connection().request(subject, new byte[0], PATIENCE));
  }

  @Test
  void anEngineTellsOfItselfAloneAndIsHeard() throws Exception {
    try (User engine = server.as("engine1");
        User viewer = server.as("viewer")) {
      Subscription beats = viewer.connection().subscribe(Subjects.allBeats(Optional.empty()));
      viewer.connection().flush(PATIENCE);
      JetStream stored = engine.connection().jetStream();
      stored.publish(Subjects.state(ENGINE), bytes("state"));
      stored.publish(Subjects.transition(ENGINE, "relay", "tx.log"), bytes("transition"));
      stored.publish(Subjects.audit(ENGINE), bytes("audit"));
      for (String subject : List.of(Subjects.live(ENGINE), Subjects.log(ENGINE))) {
        engine.connection().publish(subject, bytes("fed"));
      }
      engine.connection().publish(Subjects.beat(ENGINE), bytes("beat"));

      assertThat(text(beats.nextMessage(PATIENCE))).isEqualTo("beat");
      assertThat(new Stores(engine.connection(), "$JS.API", PATIENCE).inspect().isGood()).isTrue();
      engine.connection().flush(PATIENCE);
      assertThat(engine.refused()).isEmpty();
      assertThat(viewer.refused()).isEmpty();
    }
  }

  @Test
  void anEngineSpeaksForNoOther() throws Exception {
    try (User engine = server.as("engine1")) {
      engine.mayNotPublish(Subjects.state(NEIGHBOUR));
      engine.mayNotPublish(Subjects.beat(NEIGHBOUR));
      engine.mayNotPublish(Subjects.transition(NEIGHBOUR, "relay", "txlog"));
      engine.mayNotPublish(Subjects.audit(NEIGHBOUR));
      engine.mayNotPublish(Subjects.log(NEIGHBOUR));
      engine.mayNotPublish(Subjects.doSubject("engine1", NEIGHBOUR, "stop"));
      engine.mayNotPublish(Subjects.doSubject("engine1", ENGINE, "stop"));
      engine.mayNotPublish(Subjects.ask(NEIGHBOUR, "state"));
      engine.mayNotSubscribe(Subjects.commands(NEIGHBOUR));
      engine.mayNotSubscribe("_INBOX_viewer.>");
      engine.mayNotPublish("$JS.API.STREAM.PURGE.KV_signalbox_state");
      engine.mayNotPublish("$JS.API.STREAM.DELETE.SIGNALBOX_AUDIT");
    }
  }

  @Test
  void anEngineAnswersOnceAndOnlyWhomeverHasAsked() throws Exception {
    try (User engine = server.as("engine1");
        User kurt = server.as("kurt")) {
      Subscription orders = engine.connection().subscribe(Subjects.commands(ENGINE));
      engine.connection().flush(PATIENCE);
      var reply =
          kurt.connection().request(Subjects.doSubject("kurt", ENGINE, "stop"), new byte[0]);
      Message order = orders.nextMessage(PATIENCE);
      assertThat(Subjects.parse(order.getSubject()))
          .contains(new Subjects.Topic.Do("kurt", ENGINE, "stop"));
      engine.connection().publish(order.getReplyTo(), bytes("accepted"));
      assertThat(text(reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))).isEqualTo("accepted");

      engine.mayNotPublish(order.getReplyTo());
    }
  }

  @Test
  void aViewerSeesStatesBeatsAndAnswers() throws Exception {
    try (User engine = server.as("engine1");
        User viewer = server.as("viewer")) {
      engine.connection().jetStream().publish(Subjects.state(ENGINE), bytes("seen"));
      engine
          .connection()
          .jetStream()
          .publish(Subjects.transition(ENGINE, "relay", "seen"), bytes("changed"));
      engine.connection().jetStream().publish(Subjects.audit(ENGINE), bytes("audited"));
      answerAll(engine);

      Watched watched = new Watched();
      viewer.connection().keyValue(Subjects.STATE_BUCKET).watchAll(watched);
      assertThat(watched.next().getKey()).isEqualTo(ENGINE.key());
      assertThat(viewer.connection().keyValue(Subjects.STATE_BUCKET).get(ENGINE.key())).isNotNull();
      assertThat(firstOf(viewer, Subjects.TRANSITIONS_STREAM, Subjects.transitions(ENGINE)))
          .isNotNull();
      assertThat(firstOf(viewer, Subjects.AUDIT_STREAM, Subjects.audit(ENGINE))).isNotNull();
      assertThat(asked(viewer, Subjects.ask(ENGINE, "state")))
          .isEqualTo("answer to " + Subjects.ask(ENGINE, "state"));
      assertThat(new Stores(viewer.connection(), "$JS.API", PATIENCE).inspect().isGood()).isTrue();
      assertThat(viewer.refused()).isEmpty();
    }
  }

  @Test
  void aViewerCommandsAndChangesNothing() throws Exception {
    try (User viewer = server.as("viewer")) {
      viewer.mayNotPublish(Subjects.doSubject("viewer", ENGINE, "stop"));
      viewer.mayNotPublish(Subjects.doSubject("kurt", ENGINE, "stop"));
      viewer.mayNotPublish(Subjects.state(ENGINE));
      viewer.mayNotPublish(Subjects.beat(ENGINE));
      viewer.mayNotPublish(Subjects.audit(ENGINE));
      viewer.mayNotPublish("$JS.API.STREAM.CREATE.SIGNALBOX_AUDIT");
      viewer.mayNotPublish("$JS.API.STREAM.PURGE.SIGNALBOX_TRANSITIONS");
      viewer.mayNotSubscribe(Subjects.commands(ENGINE));
      viewer.mayNotSubscribe("_INBOX_kurt.>");
      viewer.mayNotSubscribe(">");
    }
  }

  @Test
  void anOperatorCommandsUnderNoOthersName() throws Exception {
    try (User engine = server.as("engine1");
        User kurt = server.as("kurt")) {
      answerAll(engine);
      String own = Subjects.doSubject("kurt", ENGINE, "stop");
      assertThat(asked(kurt, own)).isEqualTo("answer to " + own);
      assertThat(kurt.refused()).isEmpty();

      kurt.mayNotPublish(Subjects.doSubject("lena", ENGINE, "stop"));
      kurt.mayNotPublish(Subjects.doSubject("kurt.lee", ENGINE, "stop"));
      kurt.mayNotPublish(Subjects.audit(ENGINE));
      kurt.mayNotSubscribe("_INBOX_lena.>");
    }
  }

  @Test
  void anOperatorOfOneEnvironmentSeesAndCommandsNoOther() throws Exception {
    try (User engine = server.as("engine1");
        User lena = server.as("lena")) {
      engine.connection().jetStream().publish(Subjects.state(ENGINE), bytes("seen"));
      answerAll(engine);
      String own = Subjects.doSubject("lena", ENGINE, "stop");
      assertThat(asked(lena, own)).isEqualTo("answer to " + own);
      assertThat(asked(lena, Subjects.ask(ENGINE, "log"))).startsWith("answer to ");
      Watched watched = new Watched();
      lena.connection().keyValue(Subjects.STATE_BUCKET).watch("staging.>", watched);
      assertThat(watched.next().getKey()).isEqualTo(ENGINE.key());
      lena.connection().subscribe(Subjects.allBeats(Optional.of("staging")));
      lena.connection().flush(PATIENCE);
      assertThat(lena.refused()).isEmpty();

      lena.mayNotPublish(Subjects.doSubject("lena", ELSEWHERE, "stop"));
      lena.mayNotPublish(Subjects.ask(ELSEWHERE, "state"));
      lena.mayNotSubscribe(Subjects.allBeats(Optional.of("production")));
      lena.mayNotSubscribe(Subjects.allBeats(Optional.empty()));
      lena.mayNotPublish("$JS.API.DIRECT.GET.KV_signalbox_state." + Subjects.state(ELSEWHERE));
      lena.mayNotPublish(creation("x", Subjects.allStates(Optional.of("production"))));
    }
  }

  /** The subject is what is permitted, and the server holds the body against it. */
  @Test
  void aFilterThatIsForgedIsFoundOut() throws Exception {
    try (User lena = server.as("lena")) {
      String forged =
          """
          {"stream_name": "KV_signalbox_state",
           "config": {"name": "forged", "filter_subject": "%s", "deliver_policy": "all",
                      "ack_policy": "none", "replay_policy": "instant"}}
          """
              .formatted(Subjects.allStates(Optional.of("production")));
      Message answer =
          lena.connection()
              .request(
                  creation("forged", Subjects.allStates(Optional.of("staging"))),
                  bytes(forged),
                  PATIENCE);
      assertThat(text(answer)).contains("10131");
    }
  }

  private static String creation(String consumer, String filter) {
    return "$JS.API.CONSUMER.CREATE." + Subjects.STATE_STREAM + "." + consumer + "." + filter;
  }

  @Thorough
  @Test
  void nobodyComesInWithoutAPassword() {
    assertThatThrownBy(
            () ->
                Nats.connect(
                    Options.builder()
                        .server("nats://127.0.0.1:" + server.port())
                        .noReconnect()
                        .build()))
        .hasMessageContaining("Authorization");
  }

  private static @Nullable Message firstOf(User user, String stream, String filter)
      throws Exception {
    JetStreamSubscription subscription =
        user.connection()
            .jetStream()
            .subscribe(filter, PushSubscribeOptions.builder().stream(stream).ordered(true).build());
    return subscription.nextMessage(PATIENCE);
  }

  /** What a watch has told. */
  private static final class Watched implements KeyValueWatcher {
    private final BlockingQueue<KeyValueEntry> entries = new LinkedBlockingQueue<>();

    @Override
    public void watch(KeyValueEntry entry) {
      entries.add(entry);
    }

    @Override
    public void endOfData() {
      // Nobody waits for the end.
    }

    KeyValueEntry next() throws InterruptedException {
      KeyValueEntry entry = entries.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(entry).isNotNull();
      return entry;
    }
  }
}
