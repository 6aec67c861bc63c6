package dev.signalbox.console;

/** Where a connection's password comes from: never the password itself. */
public sealed interface SecretReference {

  /** There is none. */
  record None() implements SecretReference {}

  /** The operator is asked at each connect. */
  record Ask() implements SecretReference {}

  /** An environment variable of the program. */
  record Environment(String name) implements SecretReference {}

  /** A file that holds nothing else. */
  record InFile(String path) implements SecretReference {}

  /** What stands in the configuration, whatever that is; it is not told. */
  record Kept() implements SecretReference {}
}
