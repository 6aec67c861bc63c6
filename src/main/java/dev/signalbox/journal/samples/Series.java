package dev.signalbox.journal.samples;

/** The least and the greatest of one measure in each bucket. Immutable. */
public final class Series {
  private final Measure measure;
  private final float[] low;
  private final float[] high;

  /** Of values that nobody changes any more; not a number where there is none. */
  private Series(Measure measure, float[] low, float[] high) {
    this.measure = measure;
    this.low = low;
    this.high = high;
  }

  /**
   * Of these values.
   *
   * @param low not a number where there is none; as many as {@code high}
   */
  public static Series of(Measure measure, float[] low, float[] high) {
    if (low.length != high.length) {
      throw new IllegalArgumentException("%d and %d values".formatted(low.length, high.length));
    }
    return new Series(measure, low.clone(), high.clone());
  }

  /** So many buckets of a ring from that one on, {@code merged} of them taken together. */
  static Series of(Measure measure, Ring ring, long first, int buckets, int merged) {
    float[] low = new float[buckets];
    float[] high = new float[buckets];
    for (int i = 0; i < buckets; i++) {
      short least = Quantity.NONE;
      short greatest = Quantity.NONE;
      for (int j = 0; j < merged; j++) {
        long bucket = first + (long) i * merged + j;
        least = Quantity.smaller(least, ring.low(bucket));
        greatest = Quantity.larger(greatest, ring.high(bucket));
      }
      low[i] = Quantity.decode(least);
      high[i] = Quantity.decode(greatest);
    }
    return new Series(measure, low, high);
  }

  public Measure measure() {
    return measure;
  }

  /** How many buckets there are. */
  public int size() {
    return low.length;
  }

  /** Whether anything was measured in that bucket. */
  public boolean isKnown(int bucket) {
    return !Float.isNaN(high[bucket]);
  }

  /** Not a number if nothing was measured. */
  public float low(int bucket) {
    return low[bucket];
  }

  /** Not a number if nothing was measured. */
  public float high(int bucket) {
    return high[bucket];
  }

  /** The greatest of all; zero if nothing was measured. */
  public float greatest() {
    float greatest = 0;
    for (float value : high) {
      greatest = value > greatest ? value : greatest;
    }
    return greatest;
  }
}
