package dev.signalbox.fleet.window;

import dev.signalbox.base.ForeignText;
import dev.signalbox.base.Scheduler;
import dev.signalbox.fleet.FleetLink;
import dev.signalbox.fleet.window.UnansweredException.Kind;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.service.ServiceMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests and says in what way there is no answer, where there is none.
 *
 * <p>Threading: any thread, returns at once.
 */
final class Asker {
  /** A server says at once that something is not permitted, but not in answer to it. */
  private static final Duration LOOK_FOR_DENIAL = Duration.ofMillis(200);

  private final Supplier<Optional<FleetLink.Term>> term;
  private final Scheduler scheduler;

  Asker(Supplier<Optional<FleetLink.Term>> term, Scheduler scheduler) {
    this.term = term;
    this.scheduler = scheduler;
  }

  /** The answer, or a failure with an {@link UnansweredException}, within the limit. */
  CompletableFuture<byte[]> ask(String subject, byte[] question, Duration limit) {
    Optional<FleetLink.Term> present = term.get();
    if (present.isEmpty()) {
      return CompletableFuture.failedFuture(
          new UnansweredException(Kind.CUT_OFF, "this window is cut off from the fleet"));
    }
    CompletableFuture<Message> request;
    try {
      request = present.get().connection().requestWithTimeout(subject, question, limit);
    } catch (IllegalStateException | IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new UnansweredException(Kind.CUT_OFF, "the connection to the fleet was just lost"));
    }
    CompletableFuture<byte[]> answer = request.handle(Asker::content);
    denyLater(present.get(), subject, request, answer);
    // The driver looks for those that are late every few seconds only.
    scheduler.schedule(
        limit,
        () -> {
          if (answer.completeExceptionally(late())) {
            request.cancel(true);
          }
        });
    return answer;
  }

  /** Looks for a denial until there is an answer, or none came in time. */
  private void denyLater(
      FleetLink.Term present,
      String subject,
      CompletableFuture<Message> request,
      CompletableFuture<byte[]> answer) {
    scheduler.schedule(
        LOOK_FOR_DENIAL,
        () -> {
          if (answer.isDone()) {
            return;
          }
          Optional<String> denial = present.denials().of(subject);
          if (denial.isPresent()) {
            answer.completeExceptionally(new UnansweredException(Kind.DENIED, denial.get()));
            request.cancel(true);
          } else {
            denyLater(present, subject, request, answer);
          }
        });
  }

  private static byte[] content(@Nullable Message message, @Nullable Throwable trouble) {
    if (message == null) {
      throw unanswered(trouble);
    }
    String refusal =
        message.hasHeaders()
            ? message.getHeaders().getFirst(ServiceMessage.NATS_SERVICE_ERROR)
            : null;
    if (refusal != null) {
      throw new UnansweredException(Kind.REFUSED, ForeignText.line(refusal));
    }
    return message.getData();
  }

  private static UnansweredException unanswered(@Nullable Throwable trouble) {
    return trouble != null && unwrapped(trouble) instanceof JetStreamStatusException
        ? new UnansweredException(Kind.NOBODY, "the engine is not connected to the fleet")
        : late();
  }

  private static UnansweredException late() {
    return new UnansweredException(Kind.UNKNOWN, "the engine has not answered in time");
  }

  /** What stands behind a failure of an answer. */
  static UnansweredException reason(Throwable failure) {
    Throwable cause = unwrapped(failure);
    return cause instanceof UnansweredException known
        ? known
        : new UnansweredException(Kind.UNKNOWN, ForeignText.line(String.valueOf(cause)));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
