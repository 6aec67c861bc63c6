package dev.signalbox.app.tools;

import dev.signalbox.base.Actor;
import dev.signalbox.base.HostName;

/** Whoever types commands. */
final class Person {
  private Person() {}

  static Actor atCommandLine() {
    return new Actor(System.getProperty("user.name"), HostName.read(), "command line");
  }
}
