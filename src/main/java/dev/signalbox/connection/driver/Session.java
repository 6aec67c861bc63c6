package dev.signalbox.connection.driver;

import dev.signalbox.base.Deadline;
import dev.signalbox.connection.state.Peer;
import dev.signalbox.connection.state.PoolUse;
import java.util.Optional;

/**
 * A live handle: a pool or a NATS connection. It has exactly one owner, the supervisor that adopted
 * it; others borrow it for one call at a time.
 */
public interface Session {

  /** Whom it talks to, as found out when it was opened. Must not block. */
  Peer peer();

  /**
   * Proves that the peer answers. Blocking, interruptible.
   *
   * @throws Exception whatever the driver reports; the connector diagnoses it
   */
  void ping(Deadline deadline) throws Exception;

  /**
   * Whether borrowers use everything that a ping could go through, so that one that fails proves
   * nothing: the peer may be alive or not. This lasts no longer than the borrowers' calls, each of
   * which its caller has to bound; once something is free the next ping tells. Must not block.
   */
  default boolean isBusy() {
    return false;
  }

  /** How much of its pool is in use now; empty where it has none. Must not block. */
  default Optional<PoolUse> use() {
    return Optional.empty();
  }

  /**
   * Releases everything, first making the calls of borrowers return. Must be called once, on a
   * thread whose interrupt flag is clear: drivers leak when it is set. Returns by the deadline as
   * far as the driver lets it.
   *
   * @param orderly whether to finish what is in flight first (drain); pointless when the peer is
   *     silent
   */
  void close(Deadline deadline, boolean orderly) throws Exception;
}
