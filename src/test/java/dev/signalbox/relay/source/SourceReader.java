package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.relay.state.Position;
import dev.signalbox.settings.PollingSettings;
import dev.signalbox.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Reads a source as a run does that publishes nothing: ten cycles a second. */
final class SourceReader {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final SourceTrial trial;
  private final Source source;
  private final List<String> ids = new ArrayList<>();
  private Optional<Position> position = Optional.empty();

  SourceReader(SourceTrial trial, PollingSettings settings) throws Exception {
    this.trial = trial;
    this.source = trial.open(settings);
  }

  /** What it has read so far, in order. */
  List<String> ids() {
    return ids;
  }

  void cycle() throws Exception {
    List<SourceRow> rows = SourceTrial.read(source, position);
    if (!rows.isEmpty()) {
      ids.addAll(SourceTrial.ids(rows));
      position = Optional.of(rows.getLast().position());
    }
    trial.pause(INTERVAL);
  }

  void readUntil(Callable<Boolean> enough) throws Exception {
    Stopwatch stopwatch = Stopwatch.begun();
    while (!enough.call()) {
      assertThat(stopwatch.elapsed()).as("read %s", ids).isLessThan(LIMIT);
      cycle();
    }
  }
}
