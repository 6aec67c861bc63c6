package dev.signalbox.relay.run;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For the Flight Recorder: one page was read from a relay's table. */
@Name("signalbox.PageRead")
@Label("Page Read")
@Category({"Signalbox", "Relays"})
@Description("One bounded query; a page without rows is one, too")
@StackTrace(false)
final class PageReadEvent extends Event {
  @Label("Relay")
  String relay = "";

  @Label("Rows")
  int rows;

  @Label("Bytes")
  @Description("Of the messages that these rows make")
  @DataAmount
  long bytes;
}
