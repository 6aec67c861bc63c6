package dev.signalbox.relay.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.nats.NatsSession;
import dev.signalbox.sandbox.SandboxSchema;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A look through a stream, by a consumer that may lie at another server than its leader. */
@Timeout(60)
class HeaderScanTest {
  /** Message 1 is the record of the trial's term. */
  private static final int FIRST_PART = 10;

  private static final int ALL = 20;

  @AutoClose private final PublisherTrial trial = new PublisherTrial();
  private final NatsSession nats = trial.session();

  private void publish(int messages) {
    try {
      for (int i = 0; i < messages; i++) {
        var _ = nats.jetStream().publish(SandboxSchema.SUBJECT, new byte[0]);
      }
    } catch (IOException | JetStreamApiException e) {
      throw new IllegalStateException("The messages cannot be published", e);
    }
  }

  /**
   * As at a server of a cluster whose copy is behind: it has no more, and says so, when the leader
   * has had all of them for long.
   */
  @Test
  void aConsumerThatHasNoMoreThanPartOfItDoesNotEndIt() throws Exception {
    publish(FIRST_PART - 1);
    HeaderScan scan = new HeaderScan(trial.sink(), Duration.ofSeconds(5));
    List<Long> read = new ArrayList<>();

    scan.read(nats, 1, ALL, message -> read.add(readLast(message)));

    assertThat(read).isEqualTo(LongStream.rangeClosed(1, ALL).boxed().toList());
  }

  private long readLast(Message message) {
    long sequence = message.metaData().streamSequence();
    if (sequence == FIRST_PART) {
      assertThat(message.metaData().pendingCount()).isZero();
      publish(ALL - FIRST_PART);
    }
    return sequence;
  }

  @Test
  void whatWasDeletedAtItsEndIsNotWaitedFor() throws Exception {
    publish(ALL - 1);
    var _ = nats.jetStreamManagement().deleteMessage(SandboxSchema.STREAM, ALL);
    HeaderScan scan = new HeaderScan(trial.sink(), Duration.ofSeconds(5));
    List<Long> read = new ArrayList<>();

    scan.read(nats, 1, ALL, message -> read.add(message.metaData().streamSequence()));

    assertThat(read).isEqualTo(LongStream.range(1, ALL).boxed().toList());
  }
}
