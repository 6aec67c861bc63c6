package dev.signalbox.relay.checkpoint;

import dev.signalbox.relay.state.HeldLease;
import java.time.Duration;

/** Hears, on the run's thread, why a lease is not there yet. */
public interface LeaseWait {
  /** Another relay holds it; told at each look. */
  void standsBy(HeldLease lease);

  /** Nobody gives it to this relay any more: an operator has taken it away. */
  void barred(String words);

  /** It was handed over, and another relay has taken it, as these words say. */
  void takenByAnother(String words);

  /** It was handed over, nobody else has it after that time, and it was taken back. */
  void takenBack(Duration after);

  /** It was taken. */
  void taken();
}
