package dev.signalbox.relay.tools;

import dev.signalbox.relay.source.SourceListener;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.state.RowTiming;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what was remarkable about a source that was opened to look at it. */
final class SourceRemarks implements SourceListener {
  private final List<String> remarks = new ArrayList<>();
  private String settled = "";

  /** What an operator should know. */
  List<String> remarks() {
    return remarks;
  }

  /** How rows are known to be settled, in words that go on behind "are read". */
  String settled() {
    return settled;
  }

  @Override
  public void settledBy(String words) {
    settled = words;
  }

  @Override
  public void remark(String words) {
    remarks.add(words);
  }

  @Override
  public void passedBy(int rows, LocalDateTime from, Position last) {
    remarks.add("%d rows up to %s became visible late".formatted(rows, last));
  }

  @Override
  public void unchecked() {
    remarks.add("nothing can be known of the table's keys and indexes");
  }

  @Override
  public void heldBack(Optional<RowTiming.HeldBack> now) {
    now.ifPresent(held -> remarks.add("rows wait for " + held.holder()));
  }

  @Override
  public void datedAhead(RowTiming.Ahead rows) {
    remarks.add(rows + " rows are dated later than it is");
  }
}
