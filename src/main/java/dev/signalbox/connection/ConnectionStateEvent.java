package dev.signalbox.connection;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For the Flight Recorder: a connection has come from one kind of state into another. */
@Name("signalbox.ConnectionState")
@Label("Connection State")
@Category({"Signalbox", "Connections"})
@StackTrace(false)
final class ConnectionStateEvent extends Event {
  @Label("Connection")
  String connection = "";

  @Label("From")
  String from = "";

  @Label("To")
  String to = "";

  @Label("Cause")
  String cause = "";
}
