package dev.signalbox.relay.stream.window;

/**
 * Where in the stream the rows lie that were covered in this term, the latest ones of them. An
 * answer that names such a place is one more answer to that row, whatever row has its number now.
 *
 * <p>Threading: under the lock of its window.
 */
final class CoveredPlaces {
  /** No message has that place. */
  private static final long NONE = 0;

  private final long[] latest;
  private int count;
  private long furthest = NONE;

  /**
   * None yet.
   *
   * @param many as many of the latest are known
   */
  CoveredPlaces(int many) {
    latest = new long[many];
  }

  void add(long place) {
    latest[count] = place;
    count = (count + 1) % latest.length;
    furthest = Math.max(furthest, place);
  }

  /** A row that was sent later than all of them lies behind that. */
  long furthest() {
    return furthest;
  }

  /** Looks through all of them: for what happens seldom. */
  boolean has(long place) {
    for (long known : latest) {
      if (known == place) {
        return true;
      }
    }
    return false;
  }
}
