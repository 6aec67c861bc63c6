package dev.signalbox.relay.state;

/** How much a run may still finish, from patient to urgent. */
public enum StopMode {
  /**
   * As {@link #FINISH_PAGE}, but only the term ends: the run leaves the lease to another relay, and
   * goes on without it.
   */
  HAND_OVER,

  /** The page in flight is read, published, acknowledged and committed. */
  FINISH_PAGE,

  /** The query is cancelled, and only acknowledgements that come soon are waited for. */
  AT_ONCE
}
