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
    CompletableFuture<byte[]> first = asker.ask(subject, message, FIRST_TRY);
    return first
        .thenApply(this::outcome)
        .exceptionallyCompose(
            failure ->
                Asker.reason(failure).kind() == UnansweredException.Kind.UNKNOWN
                    ? again(subject, message)
                    : CompletableFuture.completedFuture(outcome(Asker.reason(failure))));
  }

  /**
   * The first one may have been carried out: only an engine that has kept its answer knows, or one
   * that has now accepted it.
   */
  private CompletableFuture<Outcome> again(String subject, byte[] message) {
    return asker
        .ask(subject, message, SECOND_TRY)
        .handle((answer, failure) -> failure == null ? reply(answer) : Optional.<Reply>empty())
        .thenApply(
            reply ->
                reply
                    .filter(known -> known.repeated() || known.verdict().equals(Reply.ACCEPTED))
                    .map(Reply::outcome)
                    .orElseGet(
                        () ->
                            new Outcome.NoAnswer(
                                "the engine has not answered in time: it may have been carried"
                                    + " out all the same")));
  }

  private Optional<Reply> reply(byte[] answer) {
    try {
      return Optional.of(format.read(answer, Reply.class));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  private Outcome outcome(byte[] answer) {
    return reply(answer)
        .map(Reply::outcome)
        .orElseGet(() -> new Outcome.NoAnswer("the answer is not understood"));
  }

  private static Outcome outcome(UnansweredException failure) {
    return switch (failure.kind()) {
      case CUT_OFF, NOBODY -> new Outcome.NoAnswer(failure.reason() + ": nothing was done");
      case REFUSED -> new Outcome.Refused(failure.reason());
      case DENIED -> new Outcome.NotPermitted(failure.reason());
      case UNKNOWN ->
          new Outcome.NoAnswer(failure.reason() + ": it may have been carried out all the same");
    };
  }
}
