package dev.signalbox.relay.stream;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayException.Recovery;
import io.nats.client.api.StreamInfo;
import java.util.List;

/** Looks at the stream before anything is published: it is never created here. */
final class StreamCheck {
  private final RelaySink sink;
  private final CallContext calls;

  StreamCheck(RelaySink sink, CallContext calls) {
    this.sink = sink;
    this.calls = calls;
  }

  /**
   * Returns the sequence number of the stream's last message.
   *
   * @throws RelayException if the stream is missing or does not take the subject
   */
  long lastSequence() throws RelayException {
    StreamInfo info =
        sink.ask(
            calls.limits().preparation(),
            nats -> nats.jetStreamManagement().getStreamInfo(sink.stream()));
    List<String> subjects = info.getConfiguration().getSubjects();
    if (subjects.stream().noneMatch(pattern -> matches(pattern, sink.subject()))) {
      throw new RelayException(
          calls
              .failures()
              .found(
                  sink.endpoint(),
                  FailureKind.CONFIGURATION,
                  "stream %s does not take subject %s".formatted(sink.stream(), sink.subject()),
                  "Add the subject to the stream, or correct polling.subject; the stream takes %s."
                      .formatted(String.join(", ", subjects))),
          Recovery.RETRY_ONCE_POLLED);
    }
    return info.getStreamState().getLastSequence();
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
