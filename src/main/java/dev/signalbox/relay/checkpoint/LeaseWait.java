package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.HeldLease;

/** Hears, on the run's thread, why a lease is not there yet. */
public interface LeaseWait {
  /** Another relay holds it; told at each look. */
  void standsBy(HeldLease lease);

  /** Nobody gives it to this relay any more: an operator has taken it away. */
  void barred(String words);

  /** It was taken. */
  void taken();
}
