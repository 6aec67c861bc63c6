package dev.signalbox.shutdown;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For the Flight Recorder: one step of a shutdown. */
@Name("signalbox.ShutdownStep")
@Label("Shutdown Step")
@Category({"Signalbox", "Program"})
@StackTrace(false)
final class ShutdownStepEvent extends Event {
  @Label("Step")
  String step = "";

  @Label("Complete")
  @Description("False if its time was up before it had finished")
  boolean complete;
}
