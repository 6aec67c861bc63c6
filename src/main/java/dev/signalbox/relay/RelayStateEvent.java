package dev.signalbox.relay;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For the Flight Recorder: a relay has come from one kind of state into another. */
@Name("signalbox.RelayState")
@Label("Relay State")
@Category({"Signalbox", "Relays"})
@StackTrace(false)
final class RelayStateEvent extends Event {
  @Label("Relay")
  String relay = "";

  @Label("From")
  String from = "";

  @Label("To")
  String to = "";

  @Label("Cause")
  String cause = "";
}
