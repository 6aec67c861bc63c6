package dev.signalbox.journal.samples;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The least and the greatest value in each of the newest buckets of one step. Not thread-safe. */
final class Ring {
  private final short[] low;
  private final short[] high;

  /** Nothing is kept of any bucket behind this one. */
  private long newest = Long.MIN_VALUE;

  Ring(int buckets) {
    low = new short[buckets];
    high = new short[buckets];
  }

  /** Adds a value of now: whatever lies later was measured by a clock that has been set back. */
  void put(long bucket, short value) {
    if (bucket < newest) {
      clear(Math.max(bucket + 1, newest - low.length + 1), newest);
      newest = bucket;
    }
    merge(bucket, value, value);
  }

  /** Adds what was measured in a bucket, unless that is forgotten already. */
  void merge(long bucket, short least, short greatest) {
    if (greatest == Quantity.NONE || isForgotten(bucket)) {
      return;
    }
    if (bucket > newest) {
      clear(isEmpty() ? bucket : Math.max(newest + 1, bucket - low.length + 1), bucket);
      newest = bucket;
    }
    int place = place(bucket);
    low[place] = Quantity.smaller(low[place], least);
    high[place] = Quantity.larger(high[place], greatest);
  }

  private boolean isEmpty() {
    return newest == Long.MIN_VALUE;
  }

  private boolean isForgotten(long bucket) {
    return !isEmpty() && bucket <= newest - low.length;
  }

  private void clear(long first, long last) {
    for (long bucket = first; bucket <= last; bucket++) {
      low[place(bucket)] = Quantity.NONE;
      high[place(bucket)] = Quantity.NONE;
    }
  }

  private int place(long bucket) {
    return Math.floorMod(bucket, low.length);
  }

  private boolean holds(long bucket) {
    return !isEmpty() && bucket <= newest && !isForgotten(bucket);
  }

  short low(long bucket) {
    return holds(bucket) ? low[place(bucket)] : Quantity.NONE;
  }

  short high(long bucket) {
    return holds(bucket) ? high[place(bucket)] : Quantity.NONE;
  }

  /** Puts all of it into a coarser one, whose buckets take so many of this one's. */
  void mergeInto(Ring coarser, long ratio) {
    if (!isEmpty()) {
      for (long bucket = newest - low.length + 1; bucket <= newest; bucket++) {
        coarser.merge(Math.floorDiv(bucket, ratio), low(bucket), high(bucket));
      }
    }
  }

  Ring copy() {
    Ring copy = new Ring(low.length);
    System.arraycopy(low, 0, copy.low, 0, low.length);
    System.arraycopy(high, 0, copy.high, 0, high.length);
    copy.newest = newest;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(newest);
    for (short[] values : new short[][] {low, high}) {
      for (short value : values) {
        out.writeShort(value);
      }
    }
  }

  /**
   * Takes over what was written of a ring of this step.
   *
   * @throws IllegalArgumentException if its newest bucket lies where no clock can have been
   */
  void read(Step step, DataInput in) throws IOException {
    newest = in.readLong();
    if (!isEmpty() && !step.isBucket(newest)) {
      throw new IllegalArgumentException("Not a bucket: " + newest);
    }
    for (short[] values : new short[][] {low, high}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readShort();
      }
    }
    if (isEmpty()) {
      Arrays.fill(high, Quantity.NONE);
    }
  }
}
