package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a process uses of the machine. Any thread. */
public record MeasuredProcess(ProcessHandle process) {
  private static final int KILOBYTES = 1_024;

  /** That is running. */
  public static MeasuredProcess of(long number) {
    return new MeasuredProcess(ProcessHandle.of(number).orElseThrow());
  }

  /** Since it began. */
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  public long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES)
        .findFirst()
        .orElseThrow();
  }
}
