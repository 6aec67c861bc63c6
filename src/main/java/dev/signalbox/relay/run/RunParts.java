package dev.signalbox.relay.run;

import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.checkpoint.CheckpointStore;
import dev.signalbox.relay.checkpoint.LeaseHolder;
import dev.signalbox.relay.stream.Publisher;
import dev.signalbox.relay.stream.Reconciliation;
import dev.signalbox.relay.stream.StreamCheck;

/** What one run works with, put together once. */
record RunParts(
    LeaseHolder self,
    CallContext calls,
    RunReporter reporter,
    StartSteps steps,
    Progress progress,
    RelayLog log,
    RelayDatabase source,
    RelayDatabase checkpointDatabase,
    CheckpointStore checkpoints,
    StreamCheck stream,
    Reconciliation reconciliation,
    Publisher publisher) {}
