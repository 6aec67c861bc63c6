package dev.signalbox.fleet.setup;

import dev.signalbox.fleet.wire.Subjects;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.Optional;

/** One of the places where a fleet keeps what is to outlast whoever said it. */
public enum Store {
  /** The last state of each engine, for a week after the engine was last heard of. */
  STATES(Subjects.STATE_STREAM, Subjects.allStates(Optional.empty()), Duration.ofDays(7)),

  /** What has changed within a day, in bounded room. */
  TRANSITIONS(
      Subjects.TRANSITIONS_STREAM, Subjects.allTransitions(Optional.empty()), Duration.ofDays(1)),

  /** Who has commanded what, and what became of it; nobody may take anything out. */
  AUDIT(Subjects.AUDIT_STREAM, Subjects.allAudits(Optional.empty()), Duration.ofDays(90));

  /** In bytes: the whole picture of a large engine. */
  static final int LARGEST_STATE = 256 << 10;

  /** In bytes: several days' changes of a thousand engines. */
  static final long TRANSITION_ROOM = 512L << 20;

  private final String stream;
  private final String subject;
  private final Duration age;

  Store(String stream, String subject, Duration age) {
    this.stream = stream;
    this.subject = subject;
    this.age = age;
  }

  /** The stream that it is, for a bucket is one as well. */
  public String stream() {
    return stream;
  }

  /** What people call it, such as {@code bucket signalbox_state}. */
  public String label() {
    return switch (this) {
      case STATES -> "bucket " + Subjects.STATE_BUCKET;
      case TRANSITIONS, AUDIT -> "stream " + stream;
    };
  }

  /** All subjects that it takes. */
  String subject() {
    return subject;
  }

  /** How long it keeps what it is told. */
  Duration age() {
    return age;
  }

  /**
   * As it is made.
   *
   * @param replicas on how many servers of a cluster it is kept
   */
  StreamConfiguration needed(int replicas) {
    return switch (this) {
      case STATES ->
          KeyValueConfiguration.builder()
              .name(Subjects.STATE_BUCKET)
              .maxHistoryPerKey(1)
              .storageType(StorageType.File)
              .ttl(age)
              .maximumValueSize(LARGEST_STATE)
              .replicas(replicas)
              .build()
              .getBackingConfig();
      case TRANSITIONS -> kept(replicas).maxBytes(TRANSITION_ROOM).build();
      case AUDIT -> kept(replicas).denyDelete(true).denyPurge(true).build();
    };
  }

  private StreamConfiguration.Builder kept(int replicas) {
    return StreamConfiguration.builder()
        .name(stream)
        .subjects(subject)
        .storageType(StorageType.File)
        .retentionPolicy(RetentionPolicy.Limits)
        .discardPolicy(DiscardPolicy.Old)
        .maxAge(age)
        .replicas(replicas);
  }

  /**
   * How whoever may makes it with the {@code nats} tool.
   *
   * @param replicas on how many servers of a cluster it is kept
   */
  public String command(int replicas) {
    String common = " --storage=file --replicas=" + replicas;
    return switch (this) {
      case STATES ->
          "nats kv add %s --history=1 --ttl=%s --max-value-size=%d%s"
              .formatted(Subjects.STATE_BUCKET, hours(), LARGEST_STATE, common);
      case TRANSITIONS -> stream(" --max-bytes=" + TRANSITION_ROOM + common);
      case AUDIT -> stream(" --deny-delete --deny-purge" + common);
    };
  }

  private String stream(String more) {
    return "nats stream add %s --subjects='%s' --retention=limits --discard=old --max-age=%s%s --defaults"
        .formatted(stream, subject, hours(), more);
  }

  /** As every version of the tool reads it. */
  String hours() {
    return age.toHours() + "h";
  }
}
