package dev.signalbox.journal.samples;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The least and the greatest value in each of the newest buckets of one step. Room is made for some
 * buckets at a time, once there is a value in one of them: full rings are for those who run for a
 * month. Not thread-safe.
 */
final class Ring {
  /** Buckets of a part: two minutes of seconds, ten hours of five minutes. */
  private static final int PART = 120;

  private final int buckets;

  /** Of each part the least values, and behind them the greatest; without any it is empty. */
  private final short[][] parts;

  /** Nothing is kept of any bucket behind this one. */
  private long newest = Long.MIN_VALUE;

  Ring(int buckets) {
    this.buckets = buckets;
    this.parts = new short[Math.ceilDiv(buckets, PART)][];
    Arrays.fill(parts, new short[0]);
  }

  /** Adds a value of now: whatever lies later was measured by a clock that has been set back. */
  void put(long bucket, short value) {
    if (bucket < newest) {
      clear(Math.max(bucket + 1, newest - buckets + 1), newest);
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
      clear(isEmpty() ? bucket : Math.max(newest + 1, bucket - buckets + 1), bucket);
      newest = bucket;
    }
    int place = place(bucket);
    putAt(place, Quantity.smaller(lowAt(place), least), Quantity.larger(highAt(place), greatest));
  }

  private boolean isEmpty() {
    return newest == Long.MIN_VALUE;
  }

  private boolean isForgotten(long bucket) {
    return !isEmpty() && bucket <= newest - buckets;
  }

  private void clear(long first, long last) {
    for (long bucket = first; bucket <= last; bucket++) {
      putAt(place(bucket), Quantity.NONE, Quantity.NONE);
    }
  }

  private int place(long bucket) {
    return Math.floorMod(bucket, buckets);
  }

  private short lowAt(int place) {
    short[] part = parts[place / PART];
    return part.length == 0 ? Quantity.NONE : part[place % PART];
  }

  private short highAt(int place) {
    short[] part = parts[place / PART];
    return part.length == 0 ? Quantity.NONE : part[PART + place % PART];
  }

  private void putAt(int place, short least, short greatest) {
    short[] part = parts[place / PART];
    if (part.length == 0) {
      if (least == Quantity.NONE && greatest == Quantity.NONE) {
        return;
      }
      part = new short[2 * PART];
      parts[place / PART] = part;
    }
    part[place % PART] = least;
    part[PART + place % PART] = greatest;
  }

  private boolean holds(long bucket) {
    return !isEmpty() && bucket <= newest && !isForgotten(bucket);
  }

  short low(long bucket) {
    return holds(bucket) ? lowAt(place(bucket)) : Quantity.NONE;
  }

  short high(long bucket) {
    return holds(bucket) ? highAt(place(bucket)) : Quantity.NONE;
  }

  /** Puts all of it into a coarser one, whose buckets take so many of this one's. */
  void mergeInto(Ring coarser, long ratio) {
    if (!isEmpty()) {
      for (long bucket = newest - buckets + 1; bucket <= newest; bucket++) {
        coarser.merge(Math.floorDiv(bucket, ratio), low(bucket), high(bucket));
      }
    }
  }

  Ring copy() {
    Ring copy = new Ring(buckets);
    for (int i = 0; i < parts.length; i++) {
      // What is empty stays so, and may be shared.
      copy.parts[i] = parts[i].length == 0 ? parts[i] : parts[i].clone();
    }
    copy.newest = newest;
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(newest);
    for (int place = 0; place < buckets; place++) {
      out.writeShort(lowAt(place));
    }
    for (int place = 0; place < buckets; place++) {
      out.writeShort(highAt(place));
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
    for (int place = 0; place < buckets; place++) {
      putAt(place, in.readShort(), Quantity.NONE);
    }
    for (int place = 0; place < buckets; place++) {
      short greatest = in.readShort();
      putAt(place, lowAt(place), isEmpty() ? Quantity.NONE : greatest);
    }
  }
}
