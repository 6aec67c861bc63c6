package dev.signalbox.relay;

import java.time.Duration;

/**
 * What it took to relay some rows.
 *
 * @param own processor time of this process
 * @param all the same, and that of the servers, which are its children
 */
record RelayCost(int rows, Duration time, Duration own, Duration all) {
  private static final double NANOSECONDS_PER_MICROSECOND = 1000;

  /** Clocks at one instant. */
  record Clocks(long time, Duration own, Duration all) {
    /** The time first: to find the servers takes milliseconds, in which others go on. */
    static Clocks read() {
      long time = System.nanoTime();
      ProcessHandle self = ProcessHandle.current();
      Duration own = used(self);
      Duration servers = self.descendants().map(Clocks::used).reduce(Duration.ZERO, Duration::plus);
      return new Clocks(time, own, own.plus(servers));
    }

    private static Duration used(ProcessHandle process) {
      return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    RelayCost until(Clocks end, int rows) {
      return new RelayCost(
          rows, Duration.ofNanos(end.time - time), end.own.minus(own), end.all.minus(all));
    }
  }

  double rowsPerSecond() {
    return rows * 1e9 / time.toNanos();
  }

  double ownMicroseconds() {
    return own.toNanos() / NANOSECONDS_PER_MICROSECOND / rows;
  }

  double allMicroseconds() {
    return all.toNanos() / NANOSECONDS_PER_MICROSECOND / rows;
  }
}
