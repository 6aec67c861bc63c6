package dev.signalbox.fleet.setup;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.fleet.setup.Standing.InPlace;
import dev.signalbox.fleet.setup.Standing.Made;
import dev.signalbox.fleet.setup.Standing.Missing;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The stores of a fleet, over a connection that somebody else owns. Thread-safe.
 *
 * @param prefix of JetStream's questions, without the final dot
 * @param limit how long the answers to one call are waited for
 */
public record Stores(Connection connection, String prefix, Duration limit) {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /** Of the server and the account that the session is connected to. */
  public static Stores of(NatsSession session) {
    return new Stores(session.connection(), session.jetStreamPrefix(), LIMIT);
  }

  /** A question that is under way. */
  private record Asked(String subject, CompletableFuture<Message> answer) {}

  /**
   * Looks whether all of them are there as they are needed; changes nothing.
   *
   * @throws InterruptedException if nobody waits any more
   */
  public Findings inspect() throws InterruptedException {
    Map<Store, Asked> asked = new EnumMap<>(Store.class);
    for (Store store : Store.values()) {
      asked.put(store, ask("STREAM.INFO." + store.stream(), ""));
    }
    return findings(asked, Map.of());
  }

  /**
   * Makes those that were missing.
   *
   * @param replicas on how many servers each is kept
   * @return the same findings, with what came of that
   * @throws InterruptedException if nobody waits any more; what is under way may still be made
   */
  public Findings make(Findings found, int replicas) throws InterruptedException {
    Map<Store, Asked> asked = new EnumMap<>(Store.class);
    Map<Store, Standing> known = new EnumMap<>(Store.class);
    for (Finding finding : found.each()) {
      Store store = finding.store();
      if (finding.standing() instanceof Missing) {
        asked.put(store, ask("STREAM.CREATE." + store.stream(), store.needed(replicas).toJson()));
      } else {
        known.put(store, finding.standing());
      }
    }
    Findings answered = findings(asked, known);
    return new Findings(
        answered.each().stream()
            .map(
                finding ->
                    asked.containsKey(finding.store()) && finding.standing() instanceof InPlace
                        ? new Finding(finding.store(), new Made())
                        : finding)
            .toList());
  }

  private Findings findings(Map<Store, Asked> asked, Map<Store, Standing> known)
      throws InterruptedException {
    Map<Store, Standing> standings = new EnumMap<>(Store.class);
    standings.putAll(known);
    Deadline deadline = Deadline.in(limit);
    try {
      for (Map.Entry<Store, Asked> each : asked.entrySet()) {
        standings.put(each.getKey(), answer(each.getKey(), each.getValue(), deadline));
      }
    } finally {
      asked.values().forEach(question -> question.answer().cancel(true));
    }
    return new Findings(
        Stream.of(Store.values())
            .flatMap(
                store ->
                    Optional.ofNullable(standings.get(store))
                        .map(standing -> new Finding(store, standing))
                        .stream())
            .toList());
  }

  private Asked ask(String question, String body) {
    String subject = prefix + '.' + question;
    // The driver forgets it a little later than we do, so that there is one who says so.
    return new Asked(
        subject,
        connection.requestWithTimeout(
            subject, body.getBytes(StandardCharsets.UTF_8), limit.plusSeconds(1)));
  }

  private Standing answer(Store store, Asked question, Deadline deadline)
      throws InterruptedException {
    try {
      Message answer = question.answer().get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      StreamConfiguration there = new StreamInfo(answer).throwOnHasError().getConfiguration();
      return Judgement.of(store, there);
    } catch (JetStreamApiException e) {
      return Judgement.of(e);
    } catch (TimeoutException e) {
      return Judgement.ofSilence(
          question.subject(), prefix, Optional.ofNullable(connection.getLastError()), limit);
    } catch (ExecutionException e) {
      return e.getCause() instanceof JetStreamStatusException
          ? Judgement.ofNobody()
          : Judgement.ofLoss(e.getCause());
    } catch (CancellationException e) {
      // So the driver answers where nobody listens, unless it is told to say that.
      return Judgement.ofNobody();
    } catch (RuntimeException e) {
      // The driver's, of what is no answer.
      return Judgement.ofNonsense(question.subject());
    }
  }
}
