package dev.signalbox.relay.call;

import dev.signalbox.relay.call.RelayLimits.Publishing;
import java.time.Duration;

/** The limits of operation, but for one that a test would otherwise have to wait for. */
public final class TrialLimits {
  private CallLimits pageQuery = RelayLimits.STANDARD.pageQuery();
  private CallLimits scan = RelayLimits.STANDARD.scan();
  private Publishing publishing = RelayLimits.STANDARD.publishing();
  private Duration leasePoll = RelayLimits.STANDARD.leasePoll();
  private Duration settleDelay = RelayLimits.STANDARD.settleDelay();
  private Duration look = RelayLimits.STANDARD.look();

  private TrialLimits() {}

  private RelayLimits all() {
    RelayLimits standard = RelayLimits.STANDARD;
    return new RelayLimits(
        standard.preparation(),
        pageQuery,
        standard.commit(),
        scan,
        standard.scanMessage(),
        standard.tail(),
        standard.borrow(),
        publishing,
        leasePoll,
        settleDelay,
        look);
  }

  /** Without an acknowledgement for so long, those that are outstanding are overdue. */
  public static RelayLimits acknowledgement(Duration limit) {
    TrialLimits trial = new TrialLimits();
    Publishing standard = trial.publishing;
    trial.publishing =
        new Publishing(limit, standard.finish(), standard.atOnce(), standard.settle());
    return trial.all();
  }

  /** Whoever waits for a lease looks so often. */
  public static RelayLimits leasePoll(Duration time) {
    TrialLimits trial = new TrialLimits();
    trial.leasePoll = time;
    return trial.all();
  }

  /** A page is overdue after so long. */
  public static RelayLimits pageQuery(Duration limit) {
    TrialLimits trial = new TrialLimits();
    trial.pageQuery = new CallLimits(limit, Duration.ZERO, Duration.ZERO);
    return trial.all();
  }

  /** Looking through the stream is given up after so long, and gone on with. */
  public static RelayLimits scan(Duration limit) {
    TrialLimits trial = new TrialLimits();
    trial.scan = new CallLimits(limit, Duration.ZERO, Duration.ZERO);
    return trial.all();
  }

  /** Rows are read soon after they are dated, and late ones are looked for all the time. */
  public static RelayLimits eagerLook() {
    TrialLimits trial = new TrialLimits();
    trial.settleDelay = Duration.ofMillis(50);
    trial.look = Duration.ofMillis(50);
    return trial.all();
  }
}
