package dev.signalbox.relay.stream;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** For the Flight Recorder: rows of a relay are known to be stored. */
@Name("signalbox.Acknowledgement")
@Label("Acknowledgement")
@Category({"Signalbox", "Relays"})
@Description("Rows that the window of those sent gave free at one time")
@StackTrace(false)
final class AcknowledgementEvent extends Event {
  @Label("Relay")
  String relay = "";

  @Label("Rows")
  int rows;

  @Label("Duplicates")
  @Description("How many of them the stream had already")
  int duplicates;

  @Label("Outstanding")
  @Description("How many more were sent and are not acknowledged")
  int outstanding;

  @Label("Quickest")
  @Description("From being sent to being acknowledged; 0 if none of them was sent")
  @Timespan(Timespan.NANOSECONDS)
  long quickest;

  @Label("Slowest")
  @Timespan(Timespan.NANOSECONDS)
  long slowest;
}
