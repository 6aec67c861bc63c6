package dev.signalbox.matrix;

import dev.signalbox.matrix.Situation.FrozenAt;
import dev.signalbox.matrix.Situation.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All cells: the product of targets, situations and triggers. */
final class Matrix {
  /** In both protocols the first reply is in the clear, and the next one is the server's hello. */
  private static final int TLS_REPLY = 2;

  private final List<Cell> possible = new ArrayList<>();
  private final List<Cell> impossible = new ArrayList<>();

  Matrix() {
    for (Target target : Target.values()) {
      Arrays.stream(Kind.values())
          .flatMap(kind -> situations(kind, target))
          .flatMap(situation -> cells(target, situation))
          .forEach(cell -> (cell.impossible().isEmpty() ? possible : impossible).add(cell));
    }
  }

  private static Stream<Cell> cells(Target target, Situation situation) {
    return Arrays.stream(Trigger.values()).map(trigger -> new Cell(target, situation, trigger));
  }

  private static Stream<Situation> situations(Kind kind, Target target) {
    return switch (kind) {
      // Before the first reply is the situation of the silent peer.
      case FROZEN_HANDSHAKE ->
          IntStream.rangeClosed(2, target.replies())
              .filter(reply -> !target.hasTls() || reply != TLS_REPLY)
              .mapToObj(reply -> new FrozenAt(reply, kind));
      case FROZEN_TLS_HANDSHAKE -> Stream.of(new FrozenAt(TLS_REPLY, kind));
      case SAME_INSTANT -> Stream.of(new FrozenAt(target.replies(), kind));
      case NAME_RESOLUTION,
          SYN_DROPPED,
          SILENT,
          SLOW,
          RETRY_WAITING,
          POOL_HALF_FILLED,
          IDLE,
          PEER_GONE,
          HEARTBEAT_HANGING,
          PAGE_QUERY,
          ROW_FETCH,
          ACKS_OUTSTANDING,
          NATS_RECONNECTING,
          CHECKPOINT,
          STOPPING ->
          Stream.of(kind);
    };
  }

  List<Cell> all() {
    return List.copyOf(possible);
  }

  /** Half of them, such that neighbours in each dimension take turns. */
  List<Cell> half() {
    return IntStream.range(0, possible.size())
        .filter(i -> isInHalf(possible.get(i)))
        .mapToObj(possible::get)
        .toList();
  }

  private static boolean isInHalf(Cell cell) {
    int reply = cell.situation() instanceof FrozenAt(var number, _) ? number : 0;
    return (place(cell.target()) + place(cell.situation().kind()) + reply + place(cell.trigger()))
            % 2
        == 0;
  }

  private static int place(Enum<?> value) {
    return Arrays.asList(value.getDeclaringClass().getEnumConstants()).indexOf(value);
  }

  /** The ones that cannot occur; each says why. */
  List<Cell> impossible() {
    return List.copyOf(impossible);
  }
}
