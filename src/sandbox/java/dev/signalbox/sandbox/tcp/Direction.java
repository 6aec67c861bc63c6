package dev.signalbox.sandbox.tcp;

/** Which way bytes go through a fault relay. */
public enum Direction {
  TO_SERVER,
  TO_CLIENT
}
