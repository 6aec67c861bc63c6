package dev.signalbox.connection;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** For the Flight Recorder: one connect of an endpoint, from its begin to whatever ended it. */
@Name("signalbox.Connect")
@Label("Connect")
@Category({"Signalbox", "Connections"})
@Description("One attempt to connect, a password that is asked for not included")
@StackTrace(false)
final class ConnectEvent extends Event {
  @Label("Connection")
  String connection = "";

  @Label("Kind")
  String kind = "";

  @Label("Attempt")
  @Description("Rises by one with each attempt of a connection")
  long attempt;

  @Label("Outcome")
  @Description("connected, failed or cancelled")
  String outcome = "";

  @Label("Last Phase")
  String lastPhase = "";

  @Label("Cause")
  @Description("Why it failed, without secrets; empty if it did not")
  String cause = "";
}
