package dev.signalbox.shutdown;

import dev.signalbox.shutdown.Interlockings.ForRelay;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a relay can do, worked out once. */
final class RelayTable {
  final int[][] moves;
  final int[] retired;
  final int[] stopping;
  final int[] stoppingNow;
  final boolean[] starts;
  final boolean[] active;
  final boolean[] stopped;

  RelayTable(ForRelay interlocking) {
    Situations<RelayModel> all = new Situations<>(RelayModel.initial());
    all.close(
        from ->
            Stream.concat(from.moves(interlocking).stream(), Stream.of(from.retire(interlocking)))
                .toList());
    int size = all.size();
    moves =
        IntStream.range(0, size)
            .mapToObj(n -> all.numbers(n, all.get(n).moves(interlocking)))
            .toArray(int[][]::new);
    retired = new int[size];
    stopping = new int[size];
    stoppingNow = new int[size];
    starts = new boolean[size];
    active = new boolean[size];
    stopped = new boolean[size];
    for (int n = 0; n < size; n++) {
      RelayModel relay = all.get(n);
      retired[n] = all.number(relay.retire(interlocking));
      stopping[n] = all.number(relay.stop(interlocking));
      stoppingNow[n] = all.number(relay.stopNow(interlocking));
      starts[n] = relay.starts(interlocking);
      active[n] = relay.isActive();
      stopped[n] = relay.isStopped();
    }
  }

  int size() {
    return moves.length;
  }
}
