package dev.signalbox.relay.state;

/** How much a run may still finish, from patient to urgent. */
public enum StopMode {
  /** The page in flight is read, published, acknowledged and committed. */
  FINISH_PAGE,

  /** The query is cancelled, and only acknowledgements that come soon are waited for. */
  AT_ONCE
}
