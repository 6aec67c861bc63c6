package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamInfo;
import io.nats.client.impl.Headers;
import io.nats.client.support.NatsJetStreamConstants;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A walk through the rows of a relay that its stream keeps, in the order in which they are stored.
 * Publishes and removes nothing.
 *
 * <p>Threading: blocking; for the thread of the context's control.
 */
public final class StreamWalk {
  /** As many messages as one call reads, so that a stop and a time limit mean something. */
  private static final int STEP = 20_000;

  private final RelaySink sink;
  private final CallContext calls;
  private final CheckpointRecord relay;
  private final TailReader messages;
  private final HeaderScan headers;

  /**
   * @param relay whose rows are walked through
   */
  public StreamWalk(
      ConnectionSupervisor nats,
      CallContext calls,
      PollingSettings settings,
      CheckpointRecord relay) {
    this.sink = new RelaySink(nats, calls, settings);
    this.calls = calls;
    this.relay = relay;
    this.messages = new TailReader(sink);
    this.headers = new HeaderScan(sink, calls.limits().scanMessage());
  }

  /**
   * What the stream has at a moment.
   *
   * @param first the sequence number of its first message; above 1 if it has removed some
   * @param last of its last one
   */
  public record Extent(long first, long last) {}

  /**
   * How far a step went.
   *
   * @param next where to go on: at the row that ended it, or behind the last message read
   * @param ended whether a row ended it
   */
  public record Step(long next, boolean ended) {}

  /**
   * Looks at the stream.
   *
   * @throws RelayException explained; also if the stream removes what was consumed, so that a row
   *     that is not in it may well have been
   */
  public Extent extent() throws RelayException {
    StreamInfo info =
        sink.ask(
            calls.limits().preparation(),
            nats -> nats.jetStreamManagement().getStreamInfo(sink.stream()));
    RetentionPolicy retention = info.getConfiguration().getRetentionPolicy();
    if (retention != RetentionPolicy.Limits) {
      throw new RelayException(
          calls
              .failures()
              .found(
                  sink.endpoint(),
                  FailureKind.CONFIGURATION,
                  "stream %s removes what was consumed (retention %s)"
                      .formatted(sink.stream(), retention),
                  "Whether a row was in it cannot be told from it: ask its consumers."),
          Recovery.NONE);
    }
    return new Extent(
        info.getStreamState().getFirstSequence(), info.getStreamState().getLastSequence());
  }

  /**
   * Goes on by some messages.
   *
   * @param goOn is given each row, and says whether to go on behind it
   */
  public Step step(long from, long last, Predicate<Position> goOn) throws RelayException {
    long end = Math.min(last, from + STEP - 1);
    long[] next = {end + 1};
    sink.ask(
        calls.limits().scan(),
        nats -> {
          headers.read(
              nats,
              from,
              end,
              message -> {
                if (row(message).filter(found -> !goOn.test(found)).isEmpty()) {
                  return true;
                }
                next[0] = message.metaData().streamSequence();
                return false;
              });
          return true;
        });
    return new Step(next[0], next[0] <= end);
  }

  /**
   * Goes on to the last one, or to a row that ends it.
   *
   * @param goOn is given each row, and says whether to go on behind it
   * @return where to go on, as {@link Step#next}
   */
  public long walk(long from, long last, Predicate<Position> goOn) throws RelayException {
    Step step = new Step(from, false);
    while (!step.ended() && step.next() <= last) {
      step = step(step.next(), last, goOn);
    }
    return step.next();
  }

  private Optional<Position> row(Message message) {
    return row(message.getHeaders());
  }

  private Optional<Position> row(@Nullable Headers of) {
    return Optional.ofNullable(of)
        .map(given -> given.getFirst(NatsJetStreamConstants.MSG_ID_HDR))
        .flatMap(relay::row);
  }

  /**
   * About where the rows begin that are not before one: a row that was stored late may lie before
   * that.
   *
   * @param isBefore whether a row is certainly before it
   */
  public long begin(Extent extent, Predicate<Position> isBefore) throws RelayException {
    long low = extent.first();
    long high = extent.last() + 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      Optional<MessageInfo> found =
          sink.ask(calls.limits().tail(), nats -> message(nats, middle, extent.last()));
      if (found.flatMap(message -> row(message.getHeaders())).filter(isBefore).isPresent()) {
        low = found.get().getSeq() + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Optional<MessageInfo> message(NatsSession nats, long from, long last)
      throws IOException, JetStreamApiException {
    return messages.next(nats, from, last);
  }
}
