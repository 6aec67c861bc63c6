package dev.signalbox.settings;

/** What a configuration is to be used for, which decides what must be in it. */
public enum Purpose {
  /** To be looked at, and worked with by an operator: it may be empty. */
  WINDOW,

  /** To be run with nobody there: something must connect or be relayed. */
  HEADLESS,

  /** To be tried: there must be a connection. */
  CHECK
}
