package dev.signalbox.matrix;

import dev.signalbox.relay.call.CallLimits;
import dev.signalbox.relay.call.RelayLimits;
import java.time.Duration;
import java.util.Optional;

/** One case of the matrix; its text is a sentence, for it is what a failure is called. */
record Cell(Target target, Situation situation, Trigger trigger) {

  /**
   * So short that what does not end while the fault lasts can be waited for after every Stop; that
   * it is given ten seconds in operation is {@code TenSecondStopTest}'s matter.
   */
  private static final RelayLimits SHORT_STOP =
      new RelayLimits(
          RelayLimits.STANDARD.preparation(),
          finishing(RelayLimits.STANDARD.pageQuery()),
          finishing(RelayLimits.STANDARD.commit()),
          RelayLimits.STANDARD.scan(),
          RelayLimits.STANDARD.scanMessage(),
          RelayLimits.STANDARD.borrow(),
          new RelayLimits.Publishing(
              RelayLimits.STANDARD.publishing().acknowledgement(),
              Duration.ofSeconds(1),
              RelayLimits.STANDARD.publishing().atOnce(),
              RelayLimits.STANDARD.publishing().settle()),
          RelayLimits.STANDARD.leasePoll(),
          RelayLimits.STANDARD.settleDelay());

  private static CallLimits finishing(CallLimits standard) {
    return new CallLimits(standard.limit(), Duration.ofSeconds(1), standard.atOnce());
  }

  /**
   * Those of the relay that uses the target: where a Stop is waited for, not those of operation.
   */
  RelayLimits limits() {
    return isStopWaitedFor() ? SHORT_STOP : RelayLimits.STANDARD;
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
