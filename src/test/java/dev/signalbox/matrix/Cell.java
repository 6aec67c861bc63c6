package dev.signalbox.matrix;

import dev.signalbox.relay.call.CallLimits;
import dev.signalbox.relay.call.RelayLimits;
import java.time.Duration;
import java.util.Optional;

/** One case of the matrix; its text is a sentence, for it is what a failure is called. */
record Cell(Target target, Situation situation, Trigger trigger) {

  /** What an urgent stop gives to commits and acknowledgements. */
  private static final Duration AT_ONCE = Duration.ofMillis(100);

  /** How soon another program sees that the lease of one that could not give it back is over. */
  private static final Duration LEASE_POLL = Duration.ofMillis(100);

  /** As a cell's {@code shutdown.grace} is shorter than that of operation. */
  private static final RelayLimits SHORT_GRACE =
      limits(
          RelayLimits.STANDARD.pageQuery().finishing(),
          RelayLimits.STANDARD.commit().finishing(),
          RelayLimits.STANDARD.publishing().finish());

  /**
   * So short that what does not end while the fault lasts can be waited for after every Stop; that
   * it is given ten seconds in operation is {@code TenSecondStopTest}'s matter.
   */
  private static final RelayLimits SHORT_STOP =
      limits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

  /** Those of operation but for what a Stop lets finish. */
  private static RelayLimits limits(Duration page, Duration commit, Duration acknowledgements) {
    RelayLimits standard = RelayLimits.STANDARD;
    return new RelayLimits(
        standard.preparation(),
        new CallLimits(standard.pageQuery().limit(), page, standard.pageQuery().atOnce()),
        new CallLimits(standard.commit().limit(), commit, AT_ONCE),
        standard.scan(),
        standard.scanMessage(),
        new CallLimits(standard.tail().limit(), acknowledgements, standard.tail().atOnce()),
        standard.borrow(),
        new RelayLimits.Publishing(
            standard.publishing().acknowledgement(),
            acknowledgements,
            AT_ONCE,
            standard.publishing().settle()),
        LEASE_POLL,
        standard.settleDelay(),
        standard.look());
  }

  /**
   * The program's {@code shutdown.grace}: where a relay may take half of it in vain, so much longer
   * that the other half is enough on the busiest machine.
   */
  Duration grace() {
    return Duration.ofSeconds(situation.kind().isRelaying() ? 3 : 2);
  }

  /** Those of the relay that uses the target. */
  RelayLimits limits() {
    return isStopWaitedFor() ? SHORT_STOP : SHORT_GRACE;
  }

  /** Whether a Stop waits for something that does not end while the fault lasts. */
  boolean isStopWaitedFor() {
    return trigger == Trigger.STOP
        && switch (situation.kind()) {
          case PAGE_QUERY, ACKS_OUTSTANDING, CHECKPOINT -> true;
          case NAME_RESOLUTION,
              SYN_DROPPED,
              SILENT,
              FROZEN_HANDSHAKE,
              FROZEN_TLS_HANDSHAKE,
              SLOW,
              SAME_INSTANT,
              RETRY_WAITING,
              POOL_HALF_FILLED,
              IDLE,
              PEER_GONE,
              HEARTBEAT_HANGING,
              ROW_FETCH,
              NATS_RECONNECTING,
              STOPPING ->
              false;
        };
  }

  /** Why this cannot occur. */
  Optional<String> impossible() {
    return situation.kind().impossibleWith(target);
  }

  @Override
  public String toString() {
    return "%s, %s: %s".formatted(target, situation, trigger);
  }
}
