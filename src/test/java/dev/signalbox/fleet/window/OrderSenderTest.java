package dev.signalbox.fleet.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.Actor;
import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.Order;
import dev.signalbox.fleet.wire.Reply;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.fleet.wire.WireFormat;
import dev.signalbox.sandbox.NatsServer;
import dev.signalbox.testing.ManualScheduler;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Orders whose answers are lost on the way, over a real nats-server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderSenderTest {
  private static final EngineAddress ENGINE = new EngineAddress("staging", "north", "one-id");
  private static final Duration FIRST_TRY = Duration.ofSeconds(3);
  private static final long LIMIT_SECONDS = 20;

  private final ManualScheduler scheduler = new ManualScheduler();
  private final WireFormat format = new WireFormat();
  private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
  @AutoClose private final NatsServer server = NatsServer.start();
  @AutoClose private final Connection engine = Nats.connect(server.url());

  @AutoClose
  private final Connection window =
      Nats.connect(Options.builder().server(server.url()).reportNoResponders().build());

  OrderSenderTest() throws IOException, InterruptedException {
    var _ = engine.createDispatcher(heard::add).subscribe(Subjects.commands(ENGINE));
    try {
      engine.flush(Duration.ofSeconds(LIMIT_SECONDS));
    } catch (TimeoutException e) {
      throw new IOException(e);
    }
  }

  @Test
  void anOrderWithoutAnAnswerIsGivenAgainUnderTheSameId() throws Exception {
    CompletableFuture<Outcome> outcome = send();
    Order first = next();
    scheduler.advance(FIRST_TRY);
    Message second = take();

    assertThat(format.read(second.getData(), Order.class)).isEqualTo(first);
    engine.publish(second.getReplyTo(), format.write(new Reply(Reply.REFUSED, "not on", true)));
    assertThat(outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS))
        .isEqualTo(new Outcome.Refused("not on"));
  }

  @Test
  void whatIsRefusedTheSecondTimeMayHaveBeenDoneTheFirst() throws Exception {
    CompletableFuture<Outcome> outcome = send();
    var _ = next();
    scheduler.advance(FIRST_TRY);
    Message second = take();
    engine.publish(
        second.getReplyTo(), format.write(new Reply(Reply.CHANGED, "started again", false)));

    assertThat(outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            Outcome.NoAnswer.class,
            unknown -> assertThat(unknown.reason()).contains("may have been carried out"));
  }

  @Test
  void toNobodyItIsGivenOnce() throws Exception {
    Outcome outcome =
        send(new EngineAddress("staging", "north", "nobody")).get(LIMIT_SECONDS, TimeUnit.SECONDS);

    assertThat(outcome).isInstanceOf(Outcome.NoAnswer.class);
  }

  private CompletableFuture<Outcome> send() throws IOException {
    return send(ENGINE);
  }

  private CompletableFuture<Outcome> send(EngineAddress to) throws IOException {
    FleetLink.Term term =
        new FleetLink.Term(
            1, window, window.jetStream(), "$JS.API", _ -> Optional.empty(), () -> List.of());
    return new OrderSender(new Asker(() -> Optional.of(term), scheduler), format, scheduler, "kurt")
        .send(
            to,
            "boot-1",
            Duration.ZERO,
            new Command.Stop("txlog"),
            Optional.empty(),
            new Actor("kurt", "console-3", "window"));
  }

  private Order next() throws Exception {
    return format.read(take().getData(), Order.class);
  }

  private Message take() throws InterruptedException {
    Message message = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    return message;
  }
}
