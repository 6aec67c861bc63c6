package dev.signalbox.sandbox.oracle;

/** A point of a client's life at which the stand-in can be told to misbehave, in their order. */
public enum Phase {
  /** The queue of connections not yet accepted is full: a client's first packet gets no answer. */
  TCP_BACKLOG,
  /** The connection stands and nothing has been read from it. */
  TCP_ACCEPTED,
  /** The listener's answer: ACCEPT or REFUSE. */
  CONNECT,
  /** Negotiation of native encryption. */
  ANO,
  /** Exchange of protocol versions and capabilities. */
  PROTOCOL,
  /** Exchange of type representations. */
  DATA_TYPES,
  /** First half of the login: salts and session keys. */
  AUTH_SESSKEY,
  /** Second half of the login: the password. */
  AUTH_PASSWORD,
  /** The driver's own liveness probe. */
  PING,
  /** A statement, first time or again; under autocommit it includes the commit. */
  EXECUTE,
  /** Further rows of an open query. */
  FETCH,
  /** A commit of its own, not the one that autocommit includes. */
  COMMIT,
  /** A rollback. */
  ROLLBACK,
  /** The client's good-bye. */
  LOGOFF
}
