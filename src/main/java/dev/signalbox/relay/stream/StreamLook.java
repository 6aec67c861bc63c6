package dev.signalbox.relay.stream;

import dev.signalbox.connection.ConnectionSupervisor;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.checkpoint.StreamEnd;
import dev.signalbox.settings.PollingSettings;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;

/**
 * Looks at a relay's stream without publishing anything.
 *
 * <p>Threading: blocking; for the thread of the context's control.
 */
public final class StreamLook {
  private final RelaySink sink;
  private final CallContext calls;
  private final StreamCheck check;
  private final LastRow last;

  public StreamLook(ConnectionSupervisor nats, CallContext calls, PollingSettings settings) {
    this.sink = new RelaySink(nats, calls, settings);
    this.calls = calls;
    this.check = new StreamCheck(sink, calls);
    this.last = new LastRow(sink, calls.limits());
  }

  /**
   * A stream that can serve.
   *
   * @param created when it was made
   * @param end where it ends
   * @param keeping how long it has what it has taken
   */
  public record Facts(String created, StreamEnd end, Keeping keeping) {
    /** The sequence number of its last message. */
    public long last() {
      return end.sequence();
    }
  }

  /** How long a stream has what it has taken. */
  public enum Keeping {
    /** Until somebody deletes it. */
    ALWAYS,

    /** Until it is too old, or too much. */
    FOR_A_WHILE,

    /** Until it is consumed. */
    UNTIL_CONSUMED;

    static Keeping of(StreamConfiguration stream) {
      if (stream.getRetentionPolicy() != RetentionPolicy.Limits) {
        return UNTIL_CONSUMED;
      }
      boolean limited =
          !stream.getMaxAge().isZero()
              || stream.getMaxMsgs() > 0
              || stream.getMaxBytes() > 0
              || stream.getMaxMsgsPerSubject() > 0;
      return limited ? FOR_A_WHILE : ALWAYS;
    }

    /**
     * Whether a message that is not there any more was removed by the stream itself, as it keeps
     * messages, and not deleted by somebody.
     *
     * @param first of the messages that are there
     */
    boolean mayHaveRemoved(long sequence, long first) {
      return switch (this) {
        case ALWAYS -> false;
        case FOR_A_WHILE -> sequence < first;
        case UNTIL_CONSUMED -> true;
      };
    }

    /**
     * Whether what is not in the stream may be sent to it again: it was never there, or was lost.
     *
     * @param anew whether the stream was made anew, and has taken nothing for long
     */
    public boolean tellsAll(boolean anew) {
      return switch (this) {
        case ALWAYS -> true;
        case FOR_A_WHILE -> anew;
        case UNTIL_CONSUMED -> false;
      };
    }
  }

  /**
   * Looks at it.
   *
   * @throws RelayException if the stream is missing or cannot serve, naming the field to change
   */
  public Facts look() throws RelayException {
    StreamCheck.Found found = check.look();
    return new Facts(found.created(), new StreamEnd(found.last(), last), found.keeping());
  }

  /**
   * Whether a message of that relay lies at its checkpoint's place: then the stream is the one of
   * which that is a place, whenever a server says that it was made.
   *
   * @throws RelayException as the failure of the server
   */
  public boolean hasPlaceOf(CheckpointRecord relay) throws RelayException {
    return relay.isPlaceOurs() && place(relay) == TailReader.Place.OURS;
  }

  /**
   * Whether somebody else's message lies where one of that relay was stored: the stream was
   * restored from an older copy, and others have published since.
   *
   * @throws RelayException as the failure of the server
   */
  public boolean hasAnothersAtPlaceOf(CheckpointRecord relay) throws RelayException {
    return relay.isPlaceOurs() && place(relay) == TailReader.Place.ANOTHERS;
  }

  private TailReader.Place place(CheckpointRecord relay) throws RelayException {
    return sink.ask(
        calls.limits().tail(),
        nats -> new TailReader(sink).place(nats, relay, relay.streamSequence()));
  }
}
