package dev.signalbox.matrix;

import java.util.Optional;

/** Where a cell's target, or the relay that uses it, has come to when the trigger comes. */
public sealed interface Situation {

  /** How it is grouped in the table of results. */
  Kind kind();

  /** What happens, once for every target that it can happen to. */
  enum Kind implements Situation {
    NAME_RESOLUTION("name resolution hangs", true),
    SYN_DROPPED("SYN dropped", true),
    SILENT("accepted, then silent", true),
    FROZEN_HANDSHAKE("frozen handshake", true),
    FROZEN_TLS_HANDSHAKE("frozen TLS handshake", true),
    SLOW("slow but completing", true),
    SAME_INSTANT("completing in the same instant", true),
    RETRY_WAITING("retry waiting", true),
    POOL_HALF_FILLED("pool half filled", false),
    IDLE("connected and idle", false),
    PEER_GONE("connected, the peer gone unnoticed", false),
    HEARTBEAT_HANGING("heartbeat hanging", false),
    PAGE_QUERY("page query running", false),
    ROW_FETCH("row fetch frozen", false),
    ACKS_OUTSTANDING("publishing with acknowledgements outstanding", false),
    NATS_RECONNECTING("NATS reconnecting", false),
    CHECKPOINT("checkpoint committing", false),
    STOPPING("stop already running", false);

    private final String words;
    private final boolean connecting;

    Kind(String words, boolean connecting) {
      this.words = words;
      this.connecting = connecting;
    }

    @Override
    public Kind kind() {
      return this;
    }

    /** Whether there is no session yet. */
    boolean isConnecting() {
      return connecting;
    }

    /** Whether rows are on their way, so that stream and checkpoint have to agree afterwards. */
    boolean isRelaying() {
      return switch (this) {
        case PAGE_QUERY, ROW_FETCH, ACKS_OUTSTANDING, NATS_RECONNECTING, CHECKPOINT, STOPPING ->
            true;
        case NAME_RESOLUTION,
            SYN_DROPPED,
            SILENT,
            FROZEN_HANDSHAKE,
            FROZEN_TLS_HANDSHAKE,
            SLOW,
            SAME_INSTANT,
            RETRY_WAITING,
            POOL_HALF_FILLED,
            IDLE,
            PEER_GONE,
            HEARTBEAT_HANGING ->
            false;
      };
    }

    /** Why it cannot occur with that target. */
    Optional<String> impossibleWith(Target target) {
      return switch (this) {
        case FROZEN_TLS_HANDSHAKE -> unless(target.hasTls(), "it has no TLS");
        case POOL_HALF_FILLED -> unless(target.isDatabase(), "NATS has no pool");
        case PAGE_QUERY, ROW_FETCH -> unless(target.isDatabase(), "pages are read from a database");
        case ACKS_OUTSTANDING, NATS_RECONNECTING ->
            unless(!target.isDatabase(), "messages go to NATS");
        case CHECKPOINT -> unless(target.keepsCheckpoint(), "checkpoints are kept in MariaDB");
        case NAME_RESOLUTION,
            SYN_DROPPED,
            SILENT,
            FROZEN_HANDSHAKE,
            SLOW,
            SAME_INSTANT,
            RETRY_WAITING,
            IDLE,
            PEER_GONE,
            HEARTBEAT_HANGING,
            STOPPING ->
            Optional.empty();
      };
    }

    private static Optional<String> unless(boolean possible, String reason) {
      return possible ? Optional.empty() : Optional.of(reason);
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * The handshake stops before this reply of the server.
   *
   * @param reply counted from 1
   */
  record FrozenAt(int reply, Kind kind) implements Situation {
    @Override
    public String toString() {
      return kind + ", before reply " + reply;
    }
  }
}
