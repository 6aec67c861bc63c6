package dev.signalbox.shutdown;

import dev.signalbox.shutdown.Interlockings.ForEndpoint;
import dev.signalbox.shutdown.Interlockings.Step;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What none, one or two endpoints can do, worked out once. Two endpoints of the same role can be
 * exchanged without changing what can happen, so a pair is numbered without regard to order.
 */
final class EndpointTable {
  /** From each situation, without those that stay there. */
  final int[][] moves;

  /** Where a retirement leads. */
  final int[] retired;

  /** Where a disconnect leads. */
  final int[] disconnected;

  /** Whether all of them are off or have failed. */
  final boolean[] down;

  private EndpointTable(int[][] moves, int[] retired, int[] disconnected, boolean[] down) {
    this.moves = moves;
    this.retired = retired;
    this.disconnected = disconnected;
    this.down = down;
  }

  int size() {
    return moves.length;
  }

  /** No endpoint at all: one situation in which nothing happens. */
  static EndpointTable none() {
    return new EndpointTable(new int[1][0], new int[1], new int[1], new boolean[] {true});
  }

  /** One endpoint, as long as it has no more than so many orphans. */
  static EndpointTable one(ForEndpoint interlocking, int mostOrphans) {
    Situations<EndpointModel> all = new Situations<>(EndpointModel.initial());
    all.close(
        from ->
            Stream.concat(
                    moves(interlocking, mostOrphans, from).stream(),
                    Stream.of(from.retire(interlocking), from.disconnect(interlocking)))
                .toList());
    int size = all.size();
    return new EndpointTable(
        IntStream.range(0, size)
            .mapToObj(n -> all.numbers(n, moves(interlocking, mostOrphans, all.get(n))))
            .toArray(int[][]::new),
        numbers(size, n -> all.number(all.get(n).retire(interlocking))),
        numbers(size, n -> all.number(all.get(n).disconnect(interlocking))),
        flags(size, n -> all.get(n).isDown()));
  }

  private static List<Step<EndpointModel>> moves(
      ForEndpoint interlocking, int mostOrphans, EndpointModel from) {
    return from.moves(interlocking).stream()
        .filter(step -> step.broken().isPresent() || step.next().status().orphans() <= mostOrphans)
        .toList();
  }

  /** Two of these. */
  EndpointTable pair() {
    int size = size() * (size() + 1) / 2;
    int[] low = new int[size];
    int[] high = new int[size];
    for (int second = 0; second < size(); second++) {
      for (int first = 0; first <= second; first++) {
        low[pair(first, second)] = first;
        high[pair(first, second)] = second;
      }
    }
    return new EndpointTable(
        IntStream.range(0, size)
            .mapToObj(
                n ->
                    IntStream.concat(
                            Arrays.stream(moves[low[n]]).map(to -> pair(to, high[n])),
                            Arrays.stream(moves[high[n]]).map(to -> pair(low[n], to)))
                        .distinct()
                        .toArray())
            .toArray(int[][]::new),
        numbers(size, n -> pair(retired[low[n]], retired[high[n]])),
        numbers(size, n -> pair(disconnected[low[n]], disconnected[high[n]])),
        flags(size, n -> down[low[n]] && down[high[n]]));
  }

  /** The number of two situations, whichever comes first; or the rule that one of them breaks. */
  private static int pair(int one, int other) {
    int low = Math.min(one, other);
    int high = Math.max(one, other);
    return low < 0 ? low : high * (high + 1) / 2 + low;
  }

  private static int[] numbers(int size, IntUnaryOperator number) {
    return IntStream.range(0, size).map(number).toArray();
  }

  private static boolean[] flags(int size, IntPredicate flag) {
    boolean[] flags = new boolean[size];
    for (int n = 0; n < size; n++) {
      flags[n] = flag.test(n);
    }
    return flags;
  }
}
