package dev.signalbox.fleet.engine;

import dev.signalbox.base.Actor;
import dev.signalbox.base.ForeignText;
import dev.signalbox.base.Scheduler;
import dev.signalbox.base.Verdict;
import dev.signalbox.console.Command;
import dev.signalbox.console.Console;
import dev.signalbox.fleet.wire.AuditEntry;
import dev.signalbox.fleet.wire.Introduction;
import dev.signalbox.fleet.wire.Order;
import dev.signalbox.fleet.wire.Reply;
import dev.signalbox.settings.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what is ordered from afar, each order once at most. Every order goes the way of those
 * given at the engine's own window, through the same guard.
 *
 * <p>Threading: any thread, returns at once.
 */
final class OrderDesk {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");

  /** So many answers are kept for whoever did not hear them. */
  private static final int KEPT_ANSWERS = 1_024;

  private static final int LONGEST_NAME = 64;

  private final Console console;
  private final Introduction identity;
  private final Permits permits;
  private final Scheduler scheduler;
  private final Armings armings;
  private final Runnable armed;
  private final Consumer<AuditEntry> audit;
  private final SequencedMap<OrderOf, CompletableFuture<Reply>> answers = new LinkedHashMap<>();

  /** An order is told from another by who gives it, and by what he calls it. */
  private record OrderOf(String user, String id) {}

  /**
   * Of this engine.
   *
   * @param armed is called when somebody has armed or locked it
   * @param audit is given every order with its answer
   */
  OrderDesk(
      Console console,
      Introduction identity,
      Permits permits,
      Scheduler scheduler,
      Armings armings,
      Runnable armed,
      Consumer<AuditEntry> audit) {
    this.console = console;
    this.identity = identity;
    this.permits = permits;
    this.scheduler = scheduler;
    this.armings = armings;
    this.armed = armed;
    this.audit = audit;
  }

  /**
   * Carries it out, unless that was done before.
   *
   * @param user by whose word the server stands
   */
  CompletableFuture<Reply> carryOut(String user, Order order) {
    OrderOf key = new OrderOf(user, order.id());
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    synchronized (answers) {
      CompletableFuture<Reply> given = answers.get(key);
      if (given != null) {
        return given.thenApply(Reply::again);
      }
      if (answers.size() == KEPT_ANSWERS) {
        answers.pollFirstEntry();
      }
      answers.put(key, answer);
    }
    Actor by =
        new Actor(
            ForeignText.label(user, LONGEST_NAME),
            ForeignText.label(order.host(), LONGEST_NAME),
            "fleet");
    var _ =
        obeyed(user, order, by)
            .handle((reply, failure) -> failure == null ? reply : failed(failure))
            .thenAccept(reply -> answered(order, by, reply, answer));
    return answer;
  }

  /** Whatever goes wrong is answered, for whoever asks again waits for the same answer. */
  private CompletableFuture<Reply> obeyed(String user, Order order, Actor by) {
    try {
      return obey(user, order, by);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Reply failed(Throwable failure) {
    LOG.error("An order could not be carried out", failure);
    return Reply.refused("the engine failed at it: " + failure);
  }

  private void answered(Order order, Actor by, Reply reply, CompletableFuture<Reply> answer) {
    LOG.info(
        "Asked by {} to {} {}: {}{}",
        by,
        order.word(),
        ForeignText.label(OrderRules.target(order.command()), LONGEST_NAME),
        reply.verdict(),
        reply.reason().isEmpty() ? "" : ", " + reply.reason());
    audit.accept(
        new AuditEntry(
            order.id(),
            scheduler.now(),
            by,
            order.word(),
            OrderRules.target(order.command()),
            reply));
    answer.complete(reply);
  }

  private CompletableFuture<Reply> obey(String user, Order order, Actor by) {
    Instant now = scheduler.now();
    return obstacle(user, order, now)
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> obey(user, order.command(), by, now));
  }

  private CompletableFuture<Reply> obey(String user, Command command, Actor by, Instant now) {
    if (command instanceof Command.Arm && !armings.arm(user, now)) {
      return CompletableFuture.completedFuture(
          Reply.refused("too many have armed this engine; wait for the first of them to end"));
    }
    if (command instanceof Command.Lock) {
      armings.lock(user);
    }
    boolean isArming = command instanceof Command.Arm || command instanceof Command.Lock;
    if (isArming) {
      armed.run();
    }
    // One that runs by itself has nothing to be unlocked for its own sake.
    return isArming && !console.identity().armingNeeded()
        ? CompletableFuture.completedFuture(Reply.of(new Verdict.Accepted()))
        : console.send(command, by).thenApply(Reply::of).toCompletableFuture();
  }

  private Optional<Reply> obstacle(String user, Order order, Instant now) {
    if (!order.boot().equals(identity.boot())) {
      return Optional.of(new Reply(Reply.CHANGED, "the engine was started again since", false));
    }
    if (now.isAfter(order.notAfter())) {
      return Optional.of(new Reply(Reply.EXPIRED, "it came too late to be still meant", false));
    }
    if (!permits.commands()) {
      return Optional.of(Reply.refused("this engine is set to take no commands from afar"));
    }
    return OrderRules.onlyHere(order.command())
        .map(Reply::refused)
        .or(() -> changed(order))
        .or(() -> locked(user, order.command(), now));
  }

  private Optional<Reply> changed(Order order) {
    return order
        .seen()
        .flatMap(
            seen ->
                OrderRules.present(console, order.command())
                    .filter(word -> !word.equals(seen))
                    .map(
                        word ->
                            "%s is %s by now".formatted(OrderRules.target(order.command()), word)))
        .map(reason -> new Reply(Reply.CHANGED, reason, false));
  }

  private Optional<Reply> locked(String user, Command command, Instant now) {
    boolean production = Settings.PRODUCTION.equalsIgnoreCase(identity.environment());
    return production && OrderRules.needsArming(command) && !armings.isArmed(user, now)
        ? Optional.of(Reply.refused("this is production: arm it first"))
        : Optional.empty();
  }
}
