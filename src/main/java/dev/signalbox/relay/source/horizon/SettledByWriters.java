package dev.signalbox.relay.source.horizon;

import dev.signalbox.base.Durations;
import dev.signalbox.base.Scheduler;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.source.horizon.OldestWriter.Settled;
import dev.signalbox.relay.state.RowTiming.HeldBack;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settled is what is older than the oldest writer that is still at it, less the time by which a row
 * may be dated before its statement begins. Says so when that holds the relay back for long.
 */
final class SettledByWriters implements SettledTime {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration REPEATED = Duration.ofMinutes(1);

  /** A clock that is kept in time may take a step back that no lag minds. */
  private static final Duration JITTER = Duration.ofMillis(20);

  private final WriterHorizon horizon;
  private final Writers writers;
  private final Scheduler scheduler;
  private final Duration lag;
  private final HorizonListener listener;
  private Optional<HeldBack> said = Optional.empty();
  private @Nullable LocalDateTime latest;

  SettledByWriters(
      WriterHorizon horizon,
      Writers writers,
      Scheduler scheduler,
      Duration lag,
      HorizonListener listener) {
    this.horizon = horizon;
    this.writers = writers;
    this.scheduler = scheduler;
    this.lag = lag;
    this.listener = listener;
  }

  @Override
  public LocalDateTime read() throws RelayException {
    WriterHorizon.Reading reading =
        horizon
            .read(writers, scheduler.nanoTime())
            .orElseThrow(() -> new IllegalStateException("Nothing is known of the writers"));
    tell(reading);
    return reading.settled().until().minus(lag);
  }

  @Override
  public boolean isCertain() {
    return true;
  }

  @Override
  public void nothingWaits() {
    if (said.isPresent()) {
      said = Optional.empty();
      listener.heldBack(said);
    }
  }

  /** What is dated by it from then on lies where rows were read already. */
  private void tellClock(LocalDateTime now) {
    LocalDateTime before = latest;
    if (before == null || now.isAfter(before)) {
      latest = now;
    } else if (now.isBefore(before.minus(JITTER))) {
      latest = now;
      listener.remark(
          "the clock of the source's server was set back by %s: rows dated from %s to %s may have been passed by; when the last of them is written: signalbox verify"
              .formatted(
                  Durations.taken(Duration.between(now, before)),
                  now.truncatedTo(ChronoUnit.SECONDS),
                  before.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1)));
    }
  }

  private void tell(WriterHorizon.Reading reading) {
    Settled settled = reading.settled();
    tellClock(settled.now());
    Duration behind = Duration.between(settled.until(), settled.now()).plus(reading.age());
    if (behind.compareTo(LONG) < 0) {
      nothingWaits();
    } else if (said.isEmpty() || behind.compareTo(said.get().by().plus(REPEATED)) >= 0) {
      String holder =
          reading.age().compareTo(LONG) >= 0
              ? "others who read the server's list of transactions too often for it to be fresh"
              : settled.holder().orElse("nobody");
      said = Optional.of(new HeldBack(behind, holder));
      listener.heldBack(said);
    }
  }
}
