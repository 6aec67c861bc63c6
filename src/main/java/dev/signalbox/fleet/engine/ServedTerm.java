package dev.signalbox.fleet.engine;

import dev.signalbox.base.ForeignText;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.wire.Beat;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.Order;
import dev.signalbox.fleet.wire.Question;
import dev.signalbox.fleet.wire.Reply;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.fleet.wire.UnreadableException;
import dev.signalbox.fleet.wire.WireFormat;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.service.Service;
import io.nats.service.ServiceBuilder;
import io.nats.service.ServiceEndpoint;
import io.nats.service.ServiceMessage;
import io.nats.service.ServiceMessageHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine that is served on one connection: found by whoever looks for services, asked, and
 * ordered about.
 *
 * <p>Threading: questions and orders come on threads of the driver, which are never held up.
 */
final class ServedTerm {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");

  /** Of the wire, not of the program. */
  private static final String CONTRACT = "1.0.0";

  private static final Duration OTHERS_ANSWER = Duration.ofSeconds(1);
  private static final int AT_ONCE = 64;

  /** No question or order is nearly as long. */
  private static final int MOST_BYTES = 1 << 16;

  private static final int LONGEST_REASON = 300;
  private static final int BAD = 400;
  private static final int BUSY = 503;

  /** An acknowledgement in disguise: whoever asks for it makes the engine speak for others. */
  private static final String ACKNOWLEDGEMENTS = "$JS.ACK";

  private final FleetLink.Term term;
  private final Introduction identity;
  private final WireFormat format;
  private final QuestionDesk questions;
  private final OrderDesk orders;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private Optional<Service> service = Optional.empty();

  ServedTerm(
      FleetLink.Term term,
      Introduction identity,
      WireFormat format,
      QuestionDesk questions,
      OrderDesk orders) {
    this.term = term;
    this.identity = identity;
    this.format = format;
    this.questions = questions;
    this.orders = orders;
  }

  FleetLink.Term term() {
    return term;
  }

  /**
   * Who is served under this engine's id already, if anybody is. Blocks for a second at most.
   *
   * @throws InterruptedException if told to stop
   */
  Optional<Beat> other() throws InterruptedException {
    Question ping = new Question.Ping();
    Message answer =
        connection()
            .request(
                Subjects.ask(identity.address(), ping.word()), format.write(ping), OTHERS_ANSWER);
    if (answer == null || answer.isStatusMessage()) {
      return Optional.empty();
    }
    try {
      return Optional.of(format.read(answer.getData(), Beat.class))
          .filter(beat -> !beat.boot().equals(identity.boot()));
    } catch (UnreadableException e) {
      LOG.debug("Somebody answers under this engine's id: {}", e.reason());
      return Optional.empty();
    }
  }

  /** From now on it is found, asked and ordered about. */
  void begin() {
    EngineAddress address = identity.address();
    Service served =
        new ServiceBuilder()
            .connection(connection())
            .name(Subjects.SERVICE)
            .version(CONTRACT)
            .metadata(
                Map.of(
                    "engine", identity.engine(),
                    "boot", identity.boot(),
                    "name", identity.name(),
                    "environment", identity.environment(),
                    "group", identity.group(),
                    "host", identity.host()))
            .addServiceEndpoint(endpoint("do", Subjects.commands(address), bounded(this::order)))
            .addServiceEndpoint(
                endpoint("ask", Subjects.questions(address), bounded(this::question)))
            .build();
    var _ = served.startService();
    service = Optional.of(served);
  }

  private static ServiceEndpoint endpoint(
      String name, String subject, ServiceMessageHandler handler) {
    return ServiceEndpoint.builder()
        .endpointName(name)
        .endpointSubject(subject)
        .handler(handler)
        .build();
  }

  /** Answers later; only so many at once, so that nobody can fill the memory with questions. */
  private ServiceMessageHandler bounded(BiConsumer<ServiceMessage, Runnable> work) {
    return message -> {
      if (message.getReplyTo() == null || message.getReplyTo().startsWith(ACKNOWLEDGEMENTS)) {
        return;
      }
      if (message.getData().length > MOST_BYTES) {
        refuse(message, "it is too long", BAD);
      } else if (room.tryAcquire()) {
        AtomicBoolean held = new AtomicBoolean(true);
        Runnable release =
            () -> {
              if (held.compareAndSet(true, false)) {
                room.release();
              }
            };
        try {
          work.accept(message, release);
        } catch (RuntimeException e) {
          LOG.error("Something asked for could not be answered", e);
          release.run();
          refuse(message, "the engine failed at it", BAD);
        }
      } else {
        refuse(message, "the engine is busy with other questions", BUSY);
      }
    };
  }

  private void question(ServiceMessage message, Runnable done) {
    try {
      Question question = format.read(message.getData(), Question.class);
      answer(message, questions.answer(question), done);
    } catch (UnreadableException e) {
      refuse(message, e.reason(), BAD);
      done.run();
    }
  }

  private void order(ServiceMessage message, Runnable done) {
    try {
      Order order = format.read(message.getData(), Order.class);
      // What the server permits it permits by the subject.
      if (Subjects.parse(message.getSubject()).orElse(null) instanceof Subjects.Topic.Do subject
          && subject.command().equals(order.word())) {
        CompletionStage<Reply> reply = orders.carryOut(subject.user(), order);
        answer(message, reply.thenApply(format::write), done);
      } else {
        refuse(message, "the order is another than its subject says", BAD);
        done.run();
      }
    } catch (UnreadableException e) {
      refuse(message, e.reason(), BAD);
      done.run();
    }
  }

  private void answer(ServiceMessage message, CompletionStage<byte[]> answer, Runnable done) {
    var _ =
        answer.whenComplete(
            (bytes, trouble) -> {
              done.run();
              if (trouble != null) {
                refuse(message, reason(trouble), BAD);
              } else if (bytes.length > connection().getMaxPayload()) {
                refuse(message, "the answer is too large for a message", BAD);
              } else {
                respond(() -> message.respond(connection(), bytes));
              }
            });
  }

  private static String reason(Throwable trouble) {
    Throwable cause =
        trouble instanceof CompletionException && trouble.getCause() != null
            ? trouble.getCause()
            : trouble;
    return ForeignText.line(String.valueOf(cause.getMessage()), LONGEST_REASON);
  }

  private void refuse(ServiceMessage message, String why, int code) {
    respond(() -> message.respondStandardError(connection(), why, code));
  }

  /**
   * Whoever asked hears nothing if the connection has just been lost, and knows what that means.
   */
  private static void respond(Runnable sending) {
    try {
      sending.run();
    } catch (IllegalStateException e) {
      LOG.debug("An answer came too late", e);
    }
  }

  Connection connection() {
    return term.connection();
  }

  /** It is not found any more. */
  void end() {
    service.ifPresent(
        served -> {
          try {
            served.stop(false);
          } catch (IllegalStateException | IllegalArgumentException e) {
            LOG.debug("The connection was gone first", e);
          }
        });
    service = Optional.empty();
  }
}
