package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out what of ours the stream has that the checkpoint does not know: what was published
 * before a crash, or acknowledged while nobody could commit. It reads message ids from the stream
 * itself, so it needs no deduplication window.
 *
 * <p>Threading: for the run's thread.
 */
final class Reconciliation {
  private final RelaySink sink;
  private final RelayLimits limits;
  private final TailReader tails;
  private final HeaderScan headers;
  private Optional<Scan> unfinished = Optional.empty();

  Reconciliation(RelaySink sink, CallContext calls) {
    this.sink = sink;
    this.limits = calls.limits();
    this.tails = new TailReader(sink);
    this.headers = new HeaderScan(sink, limits.scanMessage());
  }

  /** A scan that goes on where it was interrupted, so that a long one comes to its end. */
  private static final class Scan {
    private final CheckpointRecord checkpoint;
    private final long last;
    private final OurMessages found;
    private long from;

    Scan(CheckpointRecord checkpoint, long from, long last) {
      this.checkpoint = checkpoint;
      this.from = from;
      this.last = last;
      this.found = new OurMessages(checkpoint);
    }

    boolean isFor(CheckpointRecord other) {
      return checkpoint.streamSequence() == other.streamSequence()
          && checkpoint.position().equals(other.position());
    }

    boolean add(Message message) {
      long sequence = message.metaData().streamSequence();
      found.add(message.getHeaders(), sequence);
      from = sequence + 1;
      return true;
    }
  }

  /** What lies at the checkpoint's place in the stream, where a message of ours was stored. */
  TailReader.Place place(CheckpointRecord checkpoint) throws RelayException {
    return sink.ask(
        limits.tail(), nats -> tails.place(nats, checkpoint, checkpoint.streamSequence()));
  }

  /** What of ours lies behind the checkpoint's place in the stream. */
  Tail behind(CheckpointRecord checkpoint) throws RelayException {
    return sink.ask(limits.scan(), nats -> behind(nats, checkpoint));
  }

  private Tail behind(NatsSession nats, CheckpointRecord checkpoint)
      throws IOException, JetStreamApiException, InterruptedException {
    StreamInfo info = nats.jetStreamManagement().getStreamInfo(sink.stream());
    if (info.getConfiguration().getRetentionPolicy() != RetentionPolicy.Limits) {
      // One more consumer is not permitted there, or would keep messages from being removed.
      return tails.after(nats, checkpoint, checkpoint.streamSequence());
    }
    long last = info.getStreamState().getLastSequence();
    Scan scan =
        unfinished
            .filter(begun -> begun.isFor(checkpoint) && begun.last <= last)
            .orElseGet(() -> new Scan(checkpoint, firstToScan(checkpoint, last), last));
    unfinished = Optional.of(scan);
    headers.read(nats, scan.from, scan.last, scan::add);
    unfinished = Optional.empty();
    // What such a stream has removed is too old to have been sent lately.
    return scan.found.in(info, scan.last, 0);
  }

  /**
   * A stream that ends before the checkpoint's place was made anew and is scanned whole; so is one
   * to which rows were relayed of which the checkpoint knows none any more.
   */
  private static long firstToScan(CheckpointRecord checkpoint, long last) {
    boolean forgotten = checkpoint.position().isEmpty() && checkpoint.isPlaceOurs();
    return forgotten || last < checkpoint.streamSequence() ? 1 : checkpoint.streamSequence() + 1;
  }
}
