package dev.signalbox.relay.call;

import dev.signalbox.base.Scheduler;

/** What all calls of one run share. */
public record CallContext(
    RunControl control, Scheduler scheduler, RelayFailures failures, RelayLimits limits) {}
