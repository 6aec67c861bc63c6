package dev.signalbox.sandbox.tcp;

/**
 * What has gone through a fault relay.
 *
 * @param accepted connections since the start
 * @param open connections that have not ended yet
 * @param held directions of open connections in which bytes wait that the fault does not let pass
 * @param toServer bytes passed to the server since the start
 * @param toClient bytes passed to clients since the start
 * @param replies messages from the server since the start, those held among them
 */
public record Traffic(int accepted, int open, int held, long toServer, long toClient, int replies) {
  static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0);

  Traffic opened() {
    return new Traffic(accepted + 1, open + 1, held, toServer, toClient, replies);
  }

  Traffic ended() {
    return new Traffic(accepted, open - 1, held, toServer, toClient, replies);
  }

  Traffic holding(int more) {
    return new Traffic(accepted, open, held + more, toServer, toClient, replies);
  }

  Traffic replied() {
    return new Traffic(accepted, open, held, toServer, toClient, replies + 1);
  }

  Traffic passed(Direction direction, int bytes) {
    return switch (direction) {
      case TO_SERVER -> new Traffic(accepted, open, held, toServer + bytes, toClient, replies);
      case TO_CLIENT -> new Traffic(accepted, open, held, toServer, toClient + bytes, replies);
    };
  }
}
