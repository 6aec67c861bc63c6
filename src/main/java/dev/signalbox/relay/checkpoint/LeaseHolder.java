package dev.signalbox.relay.checkpoint;

import dev.signalbox.base.HostName;
import dev.signalbox.relay.state.HeldLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a lease: one relay object of one process.
 *
 * @param machine tells two machines, boots or containers of the same name apart; empty where the
 *     system does not say
 * @param start of the process, because process ids come back
 * @param relay tells two relays of one process apart
 */
public record LeaseHolder(String host, String machine, long pid, ProcessStart start, String relay) {
  private static final String SEPARATOR = "|";

  public static LeaseHolder ofThisProcess() {
    ProcessHandle process = ProcessHandle.current();
    return new LeaseHolder(
        HostName.read(),
        machineName(),
        process.pid(),
        ProcessStart.of(process),
        UUID.randomUUID().toString());
  }

  /** Understands what {@link #text()} wrote. */
  static Optional<LeaseHolder> parse(String text) {
    String[] parts = text.split("\\|", -1);
    try {
      return parts.length == 5
          ? Optional.of(
              new LeaseHolder(
                  parts[0],
                  parts[1],
                  Long.parseLong(parts[2]),
                  ProcessStart.parse(parts[3]),
                  parts[4]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      // Written by something else: it counts as somebody we know nothing about.
      return Optional.empty();
    }
  }

  /** As it stands in the checkpoint table. */
  public String text() {
    return String.join(SEPARATOR, host, machine, Long.toString(pid), start.text(), relay);
  }

  String words() {
    return HeldLease.heldBy(host, pid);
  }

  /** Whether this is a process of the given holder's host that certainly does not run any more. */
  boolean isDeadNeighbourOf(LeaseHolder other) {
    return host.equals(other.host)
        && machine.equals(other.machine)
        && ProcessHandle.of(pid)
            .filter(ProcessHandle::isAlive)
            .filter(process -> !ProcessStart.hasEnded(process))
            .filter(process -> !ProcessStart.of(process).differsFrom(start))
            .isEmpty();
  }

  /** On Linux the boot and the process id namespace; process ids mean something only within. */
  private static String machineName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + " "
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
