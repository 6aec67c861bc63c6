package dev.signalbox.console;

/** What is to become of the configuration: one entry of it, as in this draft. */
public sealed interface ConnectionEdit {

  /** What the entry is to be like. */
  ConnectionDraft draft();

  /** One more. */
  record New(ConnectionDraft draft) implements ConnectionEdit {}

  /** That one changed; what a draft does not speak of stays. */
  record Change(String of, ConnectionDraft draft) implements ConnectionEdit {}

  /** One more, which is like that one wherever a draft does not speak of it. */
  record Copy(String of, ConnectionDraft draft) implements ConnectionEdit {}
}
