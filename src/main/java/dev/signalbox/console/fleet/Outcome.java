package dev.signalbox.console.fleet;

/** What became of a command to an engine that runs elsewhere. */
public sealed interface Outcome {

  /** It took effect there. */
  record Accepted() implements Outcome {}

  /** It was under way there already; this one joins it. */
  record Joined() implements Outcome {}

  /** The engine refused it; nothing was done. */
  record Refused(String reason) implements Outcome {}

  /** The engine is not as it was when this was asked for; nothing was done. */
  record Changed(String reason) implements Outcome {}

  /** It came too late to be still meant; nothing was done. */
  record Expired() implements Outcome {}

  /** Whoever asks may not; nothing was done. */
  record NotPermitted(String reason) implements Outcome {}

  /** Nobody answered: it may have been carried out all the same. */
  record NoAnswer(String reason) implements Outcome {}
}
