package dev.signalbox.relay.stream.window;

import dev.signalbox.relay.call.RunControl;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers to what was sent arrive: one subscription for all of them, in which each number
 * has a subject. A future for each message would cost as much as all the rest of sending it.
 *
 * <p>Threading: opened and closed by the run's thread. Answers come on a thread of the driver's,
 * which settles them in the window, and wakes the run when that has something to do.
 */
public final class AckInbox implements AutoCloseable {
  private final Connection connection;
  private final AckWindow window;
  private final RunControl control;
  private final String subjects;
  private final @Nullable String[] made = new String[AckWindow.MAXIMUM_MESSAGES];
  private final long[] madeFor = new long[AckWindow.MAXIMUM_MESSAGES];
  private final Dispatcher dispatcher;

  /** Begins to listen, over that connection. */
  public AckInbox(Connection connection, AckWindow window, RunControl control) {
    this.connection = connection;
    this.window = window;
    this.control = control;
    this.subjects = connection.createInbox() + ".";
    this.dispatcher = connection.createDispatcher(this::answered).subscribe(subjects + "*");
  }

  /** Where the answer to the sending of that number is to go. */
  public String subject(long number) {
    int slot = (int) (number % made.length);
    String before = made[slot];
    if (before != null && madeFor[slot] == number) {
      return before;
    }
    String subject = subjects + number;
    made[slot] = subject;
    madeFor[slot] = number;
    return subject;
  }

  private void answered(Message answer) {
    String subject = answer.getSubject();
    if (settle(Long.parseLong(subject, subjects.length(), subject.length(), 10), answer)) {
      control.wake();
    }
  }

  private boolean settle(long number, Message answer) {
    long sequence = PlainAck.sequence(answer.getData());
    if (sequence != PlainAck.NONE) {
      return window.acknowledged(number, sequence);
    }
    try {
      if (answer.isStatusMessage()) {
        throw new IOException("not stored: " + answer.getStatus().getMessageWithCode());
      }
      PublishAck ack = new PublishAck(answer);
      return ack.isDuplicate()
          ? window.claimed(number, ack.getSeqno())
          : window.acknowledged(number, ack.getSeqno());
    } catch (IOException | JetStreamApiException | RuntimeException e) {
      return window.failed(number, e);
    }
  }

  /** Whatever comes later says nothing any more. */
  @Override
  public void close() {
    if (connection.getStatus() != Connection.Status.CLOSED) {
      try {
        connection.closeDispatcher(dispatcher);
      } catch (IllegalStateException e) {
        // Closed in between, and the dispatcher with it.
        return;
      }
    }
  }
}
