package dev.signalbox.relay.stream;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.util.List;
import java.util.Optional;

/** Looks at the stream before anything is published: it is never created here. */
final class StreamCheck {
  private final RelaySink sink;
  private final CallContext calls;

  StreamCheck(RelaySink sink, CallContext calls) {
    this.sink = sink;
    this.calls = calls;
  }

  /**
   * A stream that can serve, as it was found.
   *
   * @param created when it was made
   * @param first the sequence number of its first message
   * @param last of its last one
   * @param largestMessage what it takes, headers included, in bytes
   * @param keeping how long it has what it has taken
   * @param limitsSubjects whether it has a limit for each subject, which removes from its middle
   * @param hasOneSubject whether it takes no other subject than the relay's
   */
  record Found(
      String created,
      long first,
      long last,
      long largestMessage,
      StreamLook.Keeping keeping,
      boolean limitsSubjects,
      boolean hasOneSubject) {
    /** Whether it has removed what was stored behind a place that is empty, or may have. */
    boolean hasRemovedBehind(long sequence) {
      return switch (keeping) {
        case ALWAYS -> false;
        case FOR_A_WHILE -> last > sequence && (limitsSubjects || first > sequence + 1);
        case UNTIL_CONSUMED -> true;
      };
    }
  }

  /** Why a stream cannot serve. */
  private record Obstacle(String why, String nextStep) {}

  /**
   * A stream's configuration, if messages on a subject can be stored in it, be acknowledged and be
   * found again.
   *
   * @throws RelayException if it cannot serve, naming the field to change
   */
  static StreamConfiguration fit(RelaySink sink, CallContext calls, StreamConfiguration stream)
      throws RelayException {
    return fitToTake(sink, calls, without(toReadBack(stream), sink, calls, stream));
  }

  /**
   * The same if nobody looks for the messages again: they are stored and acknowledged, in whatever
   * order and under whatever subject.
   *
   * @throws RelayException if it cannot serve, naming the field to change
   */
  static StreamConfiguration fitToTake(
      RelaySink sink, CallContext calls, StreamConfiguration stream) throws RelayException {
    return without(toTake(stream, sink.subject()), sink, calls, stream);
  }

  private static StreamConfiguration without(
      Optional<Obstacle> obstacle, RelaySink sink, CallContext calls, StreamConfiguration stream)
      throws RelayException {
    if (obstacle.isPresent()) {
      throw new RelayException(
          calls
              .failures()
              .found(
                  sink.endpoint(),
                  FailureKind.CONFIGURATION,
                  "stream %s %s".formatted(stream.getName(), obstacle.get().why()),
                  obstacle.get().nextStep()),
          Recovery.RETRY_ONCE_POLLED);
    }
    return stream;
  }

  /**
   * Looks at it.
   *
   * @throws RelayException if the stream is missing or cannot serve, naming the field to change
   */
  Found look() throws RelayException {
    StreamInfo info =
        sink.ask(
            calls.limits().preparation(),
            nats -> nats.jetStreamManagement().getStreamInfo(sink.stream()));
    StreamConfiguration stream = fit(sink, calls, info.getConfiguration());
    int limit = stream.getMaximumMessageSize();
    return new Found(
        created(info),
        info.getStreamState().getFirstSequence(),
        info.getStreamState().getLastSequence(),
        limit > 0 ? limit : Long.MAX_VALUE,
        StreamLook.Keeping.of(stream),
        stream.getMaxMsgsPerSubject() > 0,
        stream.getSubjects().equals(List.of(sink.subject())));
  }

  /** When a stream was made, which tells it from a later one of the same name. */
  static String created(StreamInfo stream) {
    return stream.getCreateTime().toInstant().toString();
  }

  private static Optional<Obstacle> toTake(StreamConfiguration stream, String subject) {
    if (stream.getMirror() != null) {
      return obstacle(
          "copies another stream (mirror), and takes nothing that is published to it",
          "Publish to the stream that is copied.");
    }
    if (stream.getSealed()) {
      return obstacle(
          "is sealed", "Configure another stream: a sealed one never takes messages again.");
    }
    if (stream.getNoAck()) {
      return obstacle(
          "acknowledges nothing (no_ack), so nobody knows what it has stored",
          "Set no_ack of the stream to false.");
    }
    List<String> subjects = stream.getSubjects();
    return subjects.stream().anyMatch(pattern -> matches(pattern, subject))
        ? Optional.empty()
        : obstacle(
            "does not take subject " + subject,
            "Add the subject to the stream, or correct polling.subject; the stream takes %s."
                .formatted(String.join(", ", subjects)));
  }

  private static Optional<Obstacle> toReadBack(StreamConfiguration stream) {
    if (!stream.getSources().isEmpty()) {
      return obstacle(
          "copies other streams (sources), and checks nothing that is published to it",
          "Publish to a stream that is copied, or to one without sources.");
    }
    return stream.getSubjectTransform() == null
        ? Optional.empty()
        : obstacle(
            "stores messages under another subject (subject_transform), where they are not found",
            "Remove the stream's subject_transform, or relay to a stream without.");
  }

  private static Optional<Obstacle> obstacle(String why, String nextStep) {
    return Optional.of(new Obstacle(why, nextStep));
  }

  /** NATS wildcards: {@code *} stands for one part, {@code >} at the end for one or more. */
  static boolean matches(String pattern, String subject) {
    String[] wanted = pattern.split("\\.", -1);
    String[] parts = subject.split("\\.", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals(">")) {
        return parts.length > i;
      }
      if (i >= parts.length || !(wanted[i].equals("*") || wanted[i].equals(parts[i]))) {
        return false;
      }
    }
    return wanted.length == parts.length;
  }
}
