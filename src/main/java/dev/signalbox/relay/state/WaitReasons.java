package dev.signalbox.relay.state;

import dev.signalbox.connection.state.Failure;
import java.util.Optional;

/**
 * What keeps a run from moving. Each part is reported by its own source, so one of them ending does
 * not hide another that lasts.
 *
 * @param endpoint an endpoint that is not there at the moment
 * @param held what the run itself waits for, such as the next try
 * @param lease the lease that it waits for: also while something keeps it from looking
 * @param overdue something that should have happened by now
 */
public record WaitReasons(
    Optional<String> endpoint,
    Optional<String> held,
    Optional<HeldLease> lease,
    Optional<Failure> overdue) {
  public static final WaitReasons NONE =
      new WaitReasons(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public WaitReasons withEndpoint(Optional<String> reason) {
    return new WaitReasons(reason, held, lease, overdue);
  }

  /** Where nothing is waited for, neither is a lease. */
  WaitReasons withHeld(Optional<String> reason) {
    return new WaitReasons(
        endpoint, reason, reason.isPresent() ? lease : Optional.empty(), overdue);
  }

  WaitReasons withLease(HeldLease now) {
    return new WaitReasons(endpoint, Optional.empty(), Optional.of(now), overdue);
  }

  WaitReasons withOverdue(Optional<Failure> cause) {
    return new WaitReasons(endpoint, held, lease, cause);
  }
}
