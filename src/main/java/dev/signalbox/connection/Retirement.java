package dev.signalbox.connection;

import dev.signalbox.connection.state.ConnectionSnapshot;
import java.util.concurrent.CompletableFuture;

/**
 * How an endpoint stood when it was retired, which is when the program began to close.
 *
 * @param outcome completes when nothing of the attempt runs any more; the caller bounds the wait
 */
public record Retirement(ConnectionSnapshot before, CompletableFuture<AttemptOutcome> outcome) {}
