package dev.signalbox.relay.stream;

import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import io.nats.client.JetStreamApiException;
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
  /** As many messages as one call reads, so that its limit means that the server is silent. */
  private static final int STEP = 10_000;

  private final RelaySink sink;
  private final RelayLimits limits;
  private final PublishListener listener;
  private final TailReader tails;
  private final HeaderScan headers;
  private Optional<Scan> unfinished = Optional.empty();

  Reconciliation(RelaySink sink, CallContext calls, PublishListener listener) {
    this.sink = sink;
    this.listener = listener;
    this.limits = calls.limits();
    this.tails = new TailReader(sink);
    this.headers = new HeaderScan(sink, limits.scanMessage());
  }

  /** A scan that goes on where it was interrupted, so that a long one comes to its end. */
  private final class Scan {
    private final CheckpointRecord checkpoint;
    private final long first;
    private final long last;
    private final OurMessages found;
    private long from;

    Scan(CheckpointRecord checkpoint, long from, long last) {
      this.checkpoint = checkpoint;
      this.first = from;
      this.from = from;
      this.last = last;
      this.found = new OurMessages(checkpoint);
    }

    boolean isFor(CheckpointRecord other) {
      return checkpoint.streamSequence() == other.streamSequence()
          && checkpoint.position().equals(other.position());
    }

    /** Goes on by some messages; returns whether it has come to its end. */
    boolean step(NatsSession nats) throws IOException, JetStreamApiException, InterruptedException {
      int[] left = {STEP};
      headers.read(
          nats,
          from,
          last,
          message -> {
            long sequence = message.metaData().streamSequence();
            found.add(message.getHeaders(), sequence);
            from = sequence + 1;
            left[0]--;
            return left[0] > 0;
          });
      return left[0] > 0;
    }

    /** How many places of the stream it has left behind it. */
    long done() {
      return from - first;
    }

    /** How many there are. */
    long all() {
      return last - first + 1;
    }
  }

  /** What lies at the checkpoint's place in the stream, where a message of ours was stored. */
  TailReader.Place place(CheckpointRecord checkpoint) throws RelayException {
    return sink.ask(
        limits.tail(), nats -> tails.place(nats, checkpoint, checkpoint.streamSequence()));
  }

  /**
   * What of ours lies behind the checkpoint's place in the stream. Of a long part the listener
   * hears how far it is.
   */
  Tail behind(CheckpointRecord checkpoint) throws RelayException {
    StreamInfo info =
        sink.ask(
            limits.preparation(), nats -> nats.jetStreamManagement().getStreamInfo(sink.stream()));
    if (info.getConfiguration().getRetentionPolicy() != RetentionPolicy.Limits) {
      // One more consumer is not permitted there, or would keep messages from being removed.
      return sink.ask(limits.scan(), nats -> tails.afterConsumption(nats, checkpoint));
    }
    long last = info.getStreamState().getLastSequence();
    Scan scan =
        unfinished
            .filter(begun -> begun.isFor(checkpoint) && begun.last <= last)
            .orElseGet(() -> new Scan(checkpoint, firstToScan(checkpoint, last), last));
    unfinished = Optional.of(scan);
    while (!sink.ask(limits.scan(), scan::step)) {
      listener.compared(scan.done(), scan.all());
    }
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
