package dev.signalbox.relay.run;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For the Flight Recorder: a relay's checkpoint was moved. */
@Name("signalbox.CheckpointCommit")
@Label("Checkpoint Commit")
@Category({"Signalbox", "Relays"})
@Description("One transaction; one that fails ends the relay's term and is no event")
@StackTrace(false)
final class CheckpointCommitEvent extends Event {
  @Label("Relay")
  String relay = "";

  @Label("Rows")
  @Description("By how many rows it has moved")
  long rows;

  @Label("Late Rows")
  @Description("How many rows behind it were recorded")
  int lateRows;
}
