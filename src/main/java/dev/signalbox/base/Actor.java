package dev.signalbox.base;

/**
 * Who asked for something. An immutable value that may be kept and sent.
 *
 * @param user the operating system's name of a person; empty if the program itself asked
 * @param host where that person sat; empty if it was the program itself
 * @param via by what: "window", "command line", "signal", or the part of the program that asked
 */
public record Actor(String user, String host, String via) {

  /** A part of the program itself, without anybody having asked. */
  public static Actor program(String via) {
    return new Actor("", "", via);
  }

  /** As a person reads it: {@code kurt@console-3 (window)}, or just {@code start-up}. */
  @Override
  public String toString() {
    return user.isEmpty() ? via : "%s@%s (%s)".formatted(user, host, via);
  }
}
