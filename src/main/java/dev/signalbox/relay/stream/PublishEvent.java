package dev.signalbox.relay.stream;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For the Flight Recorder: rows of a relay were handed to the driver, one behind the other. */
@Name("signalbox.Publish")
@Label("Publish")
@Category({"Signalbox", "Relays"})
@Description("As many rows as the window of those that may be on their way had room for")
@StackTrace(false)
final class PublishEvent extends Event {
  @Label("Relay")
  String relay = "";

  @Label("Rows")
  int rows;
}
