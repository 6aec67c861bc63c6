package dev.signalbox.relay.call;

import dev.signalbox.relay.call.RelayLimits.Publishing;
import java.time.Duration;

/** The limits of operation, but for one that a test would otherwise have to wait for. */
public final class TrialLimits {
  private TrialLimits() {}

  /** Without an acknowledgement for so long, those that are outstanding are overdue. */
  public static RelayLimits acknowledgement(Duration limit) {
    RelayLimits standard = RelayLimits.STANDARD;
    Publishing publishing = standard.publishing();
    return new RelayLimits(
        standard.preparation(),
        standard.pageQuery(),
        standard.commit(),
        standard.scan(),
        standard.scanMessage(),
        standard.tail(),
        standard.borrow(),
        new Publishing(limit, publishing.finish(), publishing.atOnce(), publishing.settle()),
        standard.leasePoll(),
        standard.settleDelay(),
        standard.look());
  }

  /** Whoever waits for a lease looks so often. */
  public static RelayLimits leasePoll(Duration time) {
    RelayLimits standard = RelayLimits.STANDARD;
    return new RelayLimits(
        standard.preparation(),
        standard.pageQuery(),
        standard.commit(),
        standard.scan(),
        standard.scanMessage(),
        standard.tail(),
        standard.borrow(),
        standard.publishing(),
        time,
        standard.settleDelay(),
        standard.look());
  }

  /** A page is overdue after so long. */
  public static RelayLimits pageQuery(Duration limit) {
    RelayLimits standard = RelayLimits.STANDARD;
    return new RelayLimits(
        standard.preparation(),
        new CallLimits(limit, Duration.ZERO, Duration.ZERO),
        standard.commit(),
        standard.scan(),
        standard.scanMessage(),
        standard.tail(),
        standard.borrow(),
        standard.publishing(),
        standard.leasePoll(),
        standard.settleDelay(),
        standard.look());
  }

  /** Looking through the stream is given up after so long, and gone on with. */
  public static RelayLimits scan(Duration limit) {
    RelayLimits standard = RelayLimits.STANDARD;
    return new RelayLimits(
        standard.preparation(),
        standard.pageQuery(),
        standard.commit(),
        new CallLimits(limit, Duration.ZERO, Duration.ZERO),
        standard.scanMessage(),
        standard.tail(),
        standard.borrow(),
        standard.publishing(),
        standard.leasePoll(),
        standard.settleDelay(),
        standard.look());
  }

  /** Rows are read soon after they are dated, and late ones are looked for all the time. */
  public static RelayLimits eagerLook() {
    RelayLimits standard = RelayLimits.STANDARD;
    return new RelayLimits(
        standard.preparation(),
        standard.pageQuery(),
        standard.commit(),
        standard.scan(),
        standard.scanMessage(),
        standard.tail(),
        standard.borrow(),
        standard.publishing(),
        standard.leasePoll(),
        Duration.ofMillis(50),
        Duration.ofMillis(50));
  }
}
