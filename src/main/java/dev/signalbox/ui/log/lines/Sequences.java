package dev.signalbox.ui.log.lines;

import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Numbers of entries, rising: of those that are errors, that are found, that are marked. */
public final class Sequences {
  /** None. */
  public static final Sequences NONE = new Sequences();

  private long[] numbers = new long[16];
  private int first;
  private int size;

  void add(long number) {
    if (first + size == numbers.length) {
      long[] larger = size > numbers.length / 2 ? new long[numbers.length * 2] : numbers;
      System.arraycopy(numbers, first, larger, 0, size);
      numbers = larger;
      first = 0;
    }
    numbers[first + size++] = number;
  }

  void dropBefore(long number) {
    int count = ordinal(number);
    first += count;
    size -= count;
  }

  void dropFrom(long number) {
    size = ordinal(number);
  }

  /** One that does not change any more. */
  Sequences copy() {
    Sequences copy = new Sequences();
    copy.numbers = Arrays.copyOfRange(numbers, first, first + Math.max(1, size));
    copy.size = size;
    return copy;
  }

  public int size() {
    return size;
  }

  /** How many are lower. */
  public int ordinal(long number) {
    int found = Arrays.binarySearch(numbers, first, first + size, number);
    return (found < 0 ? -found - 1 : found) - first;
  }

  public boolean contains(long number) {
    return Arrays.binarySearch(numbers, first, first + size, number) >= 0;
  }

  /** Whether any is at least the one and lower than the other. */
  boolean isAnyBetween(long from, long to) {
    return ordinal(from) < ordinal(to);
  }

  /** The next higher one, else the lowest of all. */
  public OptionalLong after(long number) {
    int next = ordinal(number + 1);
    return at(next < size ? next : 0);
  }

  /** The next lower one, else the highest of all. */
  public OptionalLong before(long number) {
    int at = ordinal(number);
    return at(at > 0 ? at - 1 : size - 1);
  }

  private OptionalLong at(int index) {
    return size == 0 ? OptionalLong.empty() : OptionalLong.of(numbers[first + index]);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Sequences that
        && Arrays.equals(
            numbers, first, first + size, that.numbers, that.first, that.first + that.size);
  }

  @Override
  public int hashCode() {
    return size == 0 ? 0 : Long.hashCode(numbers[first]) * 31 + size;
  }
}
