package dev.signalbox.relay.tools;

import dev.signalbox.relay.call.CallContext;
import dev.signalbox.relay.call.RelayDatabase;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.call.RelayFailures;
import dev.signalbox.relay.call.RunControl;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.DivertedRows;
import dev.signalbox.relay.run.ConnectionLookup;
import dev.signalbox.relay.run.MissingConnectionException;
import dev.signalbox.relay.run.RelayConnections;
import dev.signalbox.relay.run.RelayEnvironment;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.source.SourceListener;
import dev.signalbox.relay.source.horizon.WriterHorizons;
import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One relay as tools work on it, whether it runs or not.
 *
 * @param leaseTime how long a lease lasts that is not renewed
 */
public record Bench(
    PollingSettings settings,
    RelayConnections connections,
    CallContext calls,
    WriterHorizons horizons,
    Duration leaseTime) {

  /**
   * With the connections that the relay is configured to use, as they are at the moment; tools do
   * not connect them.
   *
   * @param control a stop of it ends what a tool is at
   * @throws MissingConnectionException naming the one that there is not
   */
  public static Bench of(
      PollingSettings settings,
      ConnectionLookup lookup,
      RelayEnvironment environment,
      RunControl control)
      throws MissingConnectionException {
    return new Bench(
        settings,
        RelayConnections.of(settings, lookup),
        new CallContext(
            control,
            environment.scheduler(),
            new RelayFailures(environment.failures(), environment.scheduler()),
            environment.limits()),
        environment.horizons(),
        environment.lease().ttl());
  }

  CheckpointDesk desk() {
    return new CheckpointDesk(connections.checkpoint(), calls, settings);
  }

  DivertedRows diverted() {
    return new DivertedRows(
        new RelayDatabase(connections.checkpoint(), calls), settings.programName());
  }

  /** The table, looked at as at a start. */
  Source source(SourceListener listener) throws RelayException {
    return source(settings, listener);
  }

  Source source(PollingSettings read, SourceListener listener) throws RelayException {
    return Source.open(new RelayDatabase(connections.source(), calls), read, horizons, listener);
  }

  /**
   * Where that is in the table; empty is the beginning.
   *
   * @throws RelayException if no row of the table can have that id
   */
  Optional<Position> position(Source source, Target target) throws RelayException {
    return switch (target) {
      case Target.Beginning _ -> Optional.empty();
      case Target.Row row -> {
        Optional<Position> found = source.position(row.timestamp(), row.id());
        if (found.isEmpty()) {
          throw calls
              .failures()
              .mistake(
                  connections.source().endpoint(),
                  "no row of %s can have the id %s".formatted(settings.table(), row.id()),
                  "Write the value of column %s.".formatted(settings.idColumn()));
        }
        yield found;
      }
    };
  }

  /** Where the relay's own lines go. */
  public Logger log() {
    return LoggerFactory.getLogger("signalbox.relay." + settings.programName());
  }

  static Checkpoint.Reading reading(Source source) {
    return new Checkpoint.Reading(source::isKnown, source::asReadNow, source::serverOffsets);
  }

  String sourceAddress() {
    return connections.source().endpoint().address();
  }
}
