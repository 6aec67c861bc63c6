package dev.signalbox.relay.run;

import dev.signalbox.base.Scheduler;
import dev.signalbox.base.WorkExecutor;
import dev.signalbox.connection.driver.FailureReports;
import dev.signalbox.relay.call.RelayLimits;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.settings.LeaseSettings;

/** What all relays share. */
public record RelayEnvironment(
    Scheduler scheduler,
    WorkExecutor executor,
    FailureReports failures,
    LeaseSettings lease,
    RelayLimits limits,
    WriterHorizons horizons) {

  /** Of relays that know nothing yet of the writers of their sources. */
  public RelayEnvironment(
      Scheduler scheduler,
      WorkExecutor executor,
      FailureReports failures,
      LeaseSettings lease,
      RelayLimits limits) {
    this(scheduler, executor, failures, lease, limits, new WriterHorizons());
  }
}
