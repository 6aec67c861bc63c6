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
 * @param deadLetterSubject to which a row is diverted that cannot be relayed; empty means that the
 *     relay stops at it
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
    Optional<String> deadLetterSubject) {

  /** One that stops at a row that cannot be relayed. */
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
        Optional.empty());
  }

  /** The same with pages of another size. */
  public PollingSettings withBatchSize(int rows) {
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
        deadLetterSubject);
  }

  /** The same with rows that cannot be relayed diverted there. */
  public PollingSettings withDeadLetterSubject(String deadLetters) {
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
        batchSize,
        timestamps,
        Optional.of(deadLetters));
  }

  /** Names of the connections it uses, each once. */
  public List<String> connections() {
    return Stream.of(source, sink, checkpoint).distinct().toList();
  }
}
