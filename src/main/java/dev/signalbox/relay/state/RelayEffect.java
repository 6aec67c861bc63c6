package dev.signalbox.relay.state;

/** What a transition makes the relay do. All of these are started, none of them is waited for. */
public sealed interface RelayEffect {

  record StartRun(RunId run) implements RelayEffect {}

  /** Tell the run to end; telling it again more urgently overrides. */
  record EndRun(RunId run, StopMode mode) implements RelayEffect {}
}
