package dev.signalbox.connection.nats;

import dev.signalbox.connection.state.FailureKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What JetStream answers instead of what it was asked for, by the numbers of its interface. These
 * are the ones that connecting, looking at a stream, publishing to it and reading it again can
 * meet.
 *
 * @see <a
 *     href="https://github.com/nats-io/nats-server/blob/main/server/errors.json">errors.json</a>
 */
public enum JetStreamError {
  RESOURCE_LIMITS(10002, "resource limits exceeded for account", FailureKind.REFUSED, Steps.LIMITS),
  INCOMPLETE_RESULTS(10004, "incomplete results", FailureKind.UNREACHABLE, Steps.CLUSTER),
  NOT_ASSIGNED(
      10007,
      "JetStream cluster not assigned to this server",
      FailureKind.UNREACHABLE,
      Steps.CLUSTER),
  UNAVAILABLE(
      10008, "JetStream system temporarily unavailable", FailureKind.UNREACHABLE, Steps.CLUSTER),
  CANNOT_HANDLE(
      10009, "JetStream cluster can not handle request", FailureKind.UNREACHABLE, Steps.CLUSTER),
  CONSUMER_FAILED(10012, "consumer cannot be made", FailureKind.PROTOCOL, Steps.SERVER_LOG),
  INSUFFICIENT_RESOURCES(10023, "insufficient resources", FailureKind.REFUSED, Steps.RESOURCES),
  TOO_MANY_CONSUMERS(
      10026,
      "maximum consumers limit reached",
      FailureKind.REFUSED,
      "Delete consumers of the stream that nobody uses, or raise their limit."),
  NO_MEMORY(10028, "insufficient memory resources available", FailureKind.REFUSED, Steps.RESOURCES),
  ACCOUNT_NOT_FOUND(
      10035,
      "account not found",
      FailureKind.UNKNOWN_SERVICE,
      "Check that the server knows the account of the user."),
  NO_MESSAGE(10037, "no message found", FailureKind.PROTOCOL, Steps.SERVER_LOG),
  NOT_ENABLED_FOR_ACCOUNT(
      10039,
      "JetStream not enabled for account",
      FailureKind.UNKNOWN_SERVICE,
      "Enable JetStream for this account, or configure jetstream_domain or jetstream_prefix."),
  NO_STORAGE(
      10047, "insufficient storage resources available", FailureKind.REFUSED, Steps.RESOURCES),
  MESSAGE_TOO_BIG(
      10054,
      "message size exceeds maximum allowed",
      FailureKind.CONFIGURATION,
      "Change the stream's limits, or the row."),
  STREAM_NOT_FOUND(
      10059,
      "stream not found",
      FailureKind.CONFIGURATION,
      "Create the stream, or correct polling.stream."),
  WRONG_STREAM(
      10060,
      "expected stream does not match",
      FailureKind.CONFIGURATION,
      "Correct polling.stream or polling.subject."),
  WRONG_LAST_ID(10070, "wrong last message id", FailureKind.REFUSED, "Wait for the next retry."),
  WRONG_LAST_SEQUENCE(
      10071, "wrong last sequence", FailureKind.REFUSED, "Wait for the next retry."),
  NOT_ENABLED(
      10076,
      "JetStream not enabled",
      FailureKind.UNKNOWN_SERVICE,
      "Start nats-server with --jetstream, or configure jetstream_domain or jetstream_prefix."),
  STORE_FAILED(10077, "the message cannot be stored", FailureKind.REFUSED, Steps.RESOURCES),
  WRONG_FILTER(
      10093,
      "consumer filter subject is not a valid subset of the interest subjects",
      FailureKind.CONFIGURATION,
      "Correct polling.subject, or the subjects of the stream."),
  HEADERS_TOO_BIG(
      10097,
      "header size exceeds maximum allowed of 64k",
      FailureKind.CONFIGURATION,
      "Make the key of the row smaller: it is part of the headers."),
  WORK_QUEUE_ACKNOWLEDGES(
      10098, "workqueue stream requires explicit ack", FailureKind.CONFIGURATION, Steps.NO_QUEUE),
  WORK_QUEUE_TAKEN(
      10099,
      "multiple non-filtered consumers not allowed on workqueue stream",
      FailureKind.CONFIGURATION,
      Steps.NO_QUEUE),
  WORK_QUEUE_FILTERED(
      10100,
      "filtered consumer not unique on workqueue stream",
      FailureKind.CONFIGURATION,
      Steps.NO_QUEUE),
  WORK_QUEUE_DELIVERS_ALL(
      10101,
      "consumer must be deliver all on workqueue stream",
      FailureKind.CONFIGURATION,
      Steps.NO_QUEUE),
  STREAM_SEALED(
      10109,
      "invalid operation on sealed stream",
      FailureKind.CONFIGURATION,
      "Publish to another stream: this one was closed for good."),
  STREAM_OFFLINE(10118, "stream is offline", FailureKind.UNREACHABLE, Steps.CLUSTER),
  NO_TIER(
      10120,
      "no JetStream default or applicable tiered limit present",
      FailureKind.UNKNOWN_SERVICE,
      "Give the account limits for JetStream."),
  DUPLICATE_IN_PROCESS(
      10158, "duplicate message id is in process", FailureKind.REFUSED, "Wait for the next retry."),
  TOO_MANY_REQUESTS(10167, "too many requests", FailureKind.REFUSED, Steps.RESOURCES),
  API_LEVEL(
      10185,
      "JetStream minimum api level required",
      FailureKind.CONFIGURATION,
      "Update the server, all of its cluster."),
  STREAM_OFFLINE_REASON(10194, "stream is offline", FailureKind.UNREACHABLE, Steps.CLUSTER);

  private final int code;
  private final String words;
  private final FailureKind kind;
  private final String nextStep;

  JetStreamError(int code, String words, FailureKind kind, String nextStep) {
    this.code = code;
    this.words = words;
    this.kind = kind;
    this.nextStep = nextStep;
  }

  /** The one with that number; empty if it is none of these. */
  public static Optional<JetStreamError> of(int code) {
    return Arrays.stream(values()).filter(error -> error.code == code).findFirst();
  }

  /** Its number. */
  public int code() {
    return code;
  }

  /** What the server calls it. */
  public String words() {
    return words;
  }

  /** The class of failure that it is. */
  public FailureKind kind() {
    return kind;
  }

  /** What the operator can do about it. */
  public String nextStep() {
    return nextStep;
  }

  /** All of them, as the documentation lists them. */
  static List<JetStreamError> all() {
    return List.of(values());
  }

  /** Constants that an enum's own constants may refer to. */
  private static final class Steps {
    static final String LIMITS = "Raise the account's limits for JetStream.";
    static final String CLUSTER = "Check that the cluster is whole and has a leader for JetStream.";
    static final String RESOURCES =
        "Check the server's memory and disk, and the limits of account and stream.";
    static final String SERVER_LOG = "Look at the server's log.";
    static final String NO_QUEUE =
        "Use a stream with the retention limits or interest: a work queue cannot be read again.";
  }
}
