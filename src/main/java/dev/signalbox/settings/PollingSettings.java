package dev.signalbox.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One relay.
 *
 * @param programName identity of the checkpoint and of message ids
 * @param source name of an Oracle or MariaDB connection
 * @param sink name of a NATS connection
 * @param checkpoint name of a MariaDB connection
 * @param table {@code [SCHEMA.]TABLE}, each part in quotes if it needs them
 * @param interval from the end of one cycle to the start of the next
 * @param batchSize rows in one page at most
 * @param timestamps how the rows are dated
 * @param policies what is done when something is not as it should be
 */
public record PollingSettings(
    String programName,
    String source,
    String sink,
    String checkpoint,
    String table,
    String idColumn,
    String timestampColumn,
    String stream,
    String subject,
    Duration interval,
    int batchSize,
    TimestampSettings timestamps,
    Policies policies) {

  /**
   * What a relay does by itself that an operator would have to decide otherwise.
   *
   * @param deadLetterSubject to which a row is diverted that cannot be relayed; empty means that
   *     the relay stops at it
   * @param changedStream when the stream has not all that the checkpoint says
   */
  public record Policies(Optional<String> deadLetterSubject, ChangedStream changedStream) {
    /** Leaves everything to the operator. */
    public static final Policies STOP = new Policies(Optional.empty(), ChangedStream.STOP);
  }

  /** What follows when the stream was made anew, or has lost its end. */
  public enum ChangedStream {
    /** The operator decides. */
    STOP("stop"),

    /** Polling goes on behind the last row that was relayed. */
    CONTINUE("continue"),

    /** Polling begins at the first row, and sends what the stream does not have. */
    RESEND("resend");

    private final String word;

    ChangedStream(String word) {
      this.word = word;
    }

    /** As it is configured. */
    public String word() {
      return word;
    }
  }

  /** One that leaves everything to the operator that is not as it should be. */
  public PollingSettings(
      String programName,
      String source,
      String sink,
      String checkpoint,
      String table,
      String idColumn,
      String timestampColumn,
      String stream,
      String subject,
      Duration interval,
      int batchSize,
      TimestampSettings timestamps) {
    this(
        programName,
        source,
        sink,
        checkpoint,
        table,
        idColumn,
        timestampColumn,
        stream,
        subject,
        interval,
        batchSize,
        timestamps,
        Policies.STOP);
  }

  /** The same with pages of another size. */
  public PollingSettings withBatchSize(int rows) {
    return with(rows, policies);
  }

  /** The same with rows that cannot be relayed diverted there. */
  public PollingSettings withDeadLetterSubject(String deadLetters) {
    return with(batchSize, new Policies(Optional.of(deadLetters), policies.changedStream()));
  }

  /** The same with another policy for a stream that was changed. */
  public PollingSettings withChangedStream(ChangedStream policy) {
    return with(batchSize, new Policies(policies.deadLetterSubject(), policy));
  }

  private PollingSettings with(int rows, Policies chosen) {
    return new PollingSettings(
        programName,
        source,
        sink,
        checkpoint,
        table,
        idColumn,
        timestampColumn,
        stream,
        subject,
        interval,
        rows,
        timestamps,
        chosen);
  }

  /** To which a row is diverted that cannot be relayed; empty means that the relay stops at it. */
  public Optional<String> deadLetterSubject() {
    return policies.deadLetterSubject();
  }

  /** Names of the connections it uses, each once. */
  public List<String> connections() {
    return Stream.of(source, sink, checkpoint).distinct().toList();
  }
}
