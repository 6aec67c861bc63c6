package dev.signalbox.fleet.window;

import dev.signalbox.base.Actor;
import dev.signalbox.base.Scheduler;
import dev.signalbox.console.Command;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.fleet.wire.EngineAddress;
import dev.signalbox.fleet.wire.Order;
import dev.signalbox.fleet.wire.Reply;
import dev.signalbox.fleet.wire.Subjects;
import dev.signalbox.fleet.wire.UnreadableException;
import dev.signalbox.fleet.wire.WireFormat;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Gives orders. One to which there is no answer is given once more under the same id, so that it is
 * carried out once at most.
 *
 * <p>Threading: any thread, returns at once.
 */
final class OrderSender {
  /** For how long it is meant. */
  private static final Duration MEANT = Duration.ofSeconds(5);

  private static final Duration FIRST_TRY = Duration.ofSeconds(3);
  private static final Duration SECOND_TRY = Duration.ofSeconds(3);

  private final Asker asker;
  private final WireFormat format;
  private final Scheduler scheduler;
  private final String user;

  /**
   * For this user.
   *
   * @param user the name under which the server lets it command
   */
  OrderSender(Asker asker, WireFormat format, Scheduler scheduler, String user) {
    this.asker = asker;
    this.format = format;
    this.scheduler = scheduler;
    this.user = user;
  }

  /**
   * Gives it, to this run of the engine.
   *
   * @param late by how much the engine's clock is
   * @param seen the state in which its target was seen; empty if that does not matter
   */
  CompletableFuture<Outcome> send(
      EngineAddress engine,
      String boot,
      Duration late,
      Command command,
      Optional<String> seen,
      Actor by) {
    Order order =
        new Order(
            UUID.randomUUID().toString(),
            by.host(),
            command,
            boot,
            seen,
            scheduler.now().minus(late).plus(MEANT));
    String subject = Subjects.doSubject(user, engine, order.word());
    byte[] message = format.write(order);
    return asker
        .ask(subject, message, FIRST_TRY)
        .exceptionallyCompose(
            failure ->
                Asker.reason(failure).kind() == UnansweredException.Kind.UNKNOWN
                    ? asker.ask(subject, message, SECOND_TRY)
                    : CompletableFuture.failedFuture(failure))
        .handle(
            (answer, failure) ->
                failure == null ? understood(answer) : outcome(Asker.reason(failure)));
  }

  private Outcome understood(byte[] answer) {
    try {
      return format.read(answer, Reply.class).outcome();
    } catch (UnreadableException e) {
      return new Outcome.NoAnswer("the answer is not understood: " + e.reason());
    }
  }

  private static Outcome outcome(UnansweredException failure) {
    return switch (failure.kind()) {
      case NOBODY -> new Outcome.NoAnswer(failure.reason() + ": nothing was done");
      case REFUSED -> new Outcome.Refused(failure.reason());
      case DENIED -> new Outcome.NotPermitted(failure.reason());
      case UNKNOWN ->
          new Outcome.NoAnswer(failure.reason() + ": it may have been carried out all the same");
    };
  }
}
