package dev.signalbox.relay;

/** What one run works with, put together once. */
record RunParts(
    LeaseHolder self,
    RunControl control,
    RunReporter reporter,
    StartSteps steps,
    Progress progress,
    RelayFailures failures,
    RelayLog log,
    RelayDatabase source,
    RelayDatabase checkpointDatabase,
    CheckpointStore checkpoints,
    StreamCheck stream,
    Reconciliation reconciliation,
    Publisher publisher) {}
