package dev.signalbox.relay.stream.window;

import dev.signalbox.relay.checkpoint.Advance;
import dev.signalbox.relay.checkpoint.CheckpointRecord;
import dev.signalbox.relay.source.SourceRow;
import dev.signalbox.relay.state.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** A window behind an empty checkpoint, rows for it, and what is asked of both. */
final class WindowTrial {
  static final long BEFORE = 100;

  private WindowTrial() {}

  /** Empty, where that is in the stream already. */
  static AckWindow window(Map<Position, Long> stored, LongSupplier nanoTime) {
    return new AckWindow(
        new CheckpointRecord(
            "source", 1, Optional.empty(), 0, BEFORE, Optional.empty(), Optional.empty(), false),
        new StoredRows(stored, (_, _) -> false, (_, _) -> false),
        nanoTime);
  }

  static AckWindow window(Map<Position, Long> stored) {
    return window(stored, () -> 0);
  }

  /** With a page of so many rows of so many bytes. */
  static AckWindow window(int rows, int bytes) {
    AckWindow window = window(Map.of());
    window.add(page(0, rows, bytes));
    return window;
  }

  static List<SourceRow> page(int first, int rows, int bytes) {
    return IntStream.range(first, first + rows)
        .mapToObj(i -> new SourceRow(row(i), new byte[bytes]))
        .toList();
  }

  static Position row(int index) {
    return new Position("t", Integer.toString(index));
  }

  static List<AckWindow.Sending> sendAll(AckWindow window) {
    List<AckWindow.Sending> sent = new ArrayList<>();
    for (var next = window.next(); next.isPresent(); next = window.next()) {
      sent.add(next.get());
    }
    return sent;
  }

  static void acknowledge(AckWindow window, AckWindow.Sending sending, long sequence) {
    var _ = window.acknowledged(sending.number(), sequence);
  }

  static Optional<Advance> advance(int rows, int last, long sequence) {
    return Optional.of(new Advance(row(last), rows, sequence));
  }

  /** Which row of the page it is. */
  static int index(AckWindow.Sending sending) {
    return Integer.parseInt(sending.row().position().id());
  }

  static AckWindow.Sending next(AckWindow window) {
    return window.next().orElseThrow();
  }
}
