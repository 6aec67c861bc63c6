package dev.signalbox.documents;

/** What stands for a documented command. */
sealed interface CommandProof {
  /** Some test runs it. */
  record Run(String by) implements CommandProof {}

  /** Nothing runs it in passing; all that it names exists, and the page says how long it takes. */
  record TakesLong() implements CommandProof {}

  /** It could not work, or nobody would notice if it did not. */
  record Missing(String reason) implements CommandProof {}
}
