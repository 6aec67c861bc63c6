package dev.signalbox.app.service;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who started the program as a service and wants to hear of it. The words are systemd's.
 *
 * <p>Threading: any thread; returns at once.
 */
public final class ServiceManager {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  private final NotifySocket socket;
  private final Optional<Duration> patience;
  private final AtomicBoolean deaf = new AtomicBoolean();

  private ServiceManager(NotifySocket socket, Optional<Duration> patience) {
    this.socket = socket;
    this.patience = patience;
  }

  /** The one that this environment names; empty without, or if it cannot be told anything. */
  public static Optional<ServiceManager> of(Map<String, String> environment) {
    String name = environment.getOrDefault("NOTIFY_SOCKET", "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ServiceManager(NotifySocket.named(name), patience(environment)));
    } catch (IOException e) {
      LOG.warn("NOTIFY_SOCKET ({}) cannot be used: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Duration> patience(Map<String, String> environment) {
    String process = environment.getOrDefault("WATCHDOG_PID", "");
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    boolean ours =
        process.isEmpty() || process.equals(Long.toString(ProcessHandle.current().pid()));
    return Optional.of(micros)
        .filter(text -> ours && text.matches("[1-9][0-9]{0,14}"))
        .map(text -> Duration.ofNanos(Long.parseLong(text) * 1_000));
  }

  /** After how long a silence it ends the program; empty if it never does. */
  Optional<Duration> patience() {
    return patience;
  }

  void serving() {
    tell("READY=1");
  }

  void alive() {
    tell("WATCHDOG=1");
  }

  /**
   * An orderly end has begun.
   *
   * @param limit how long it may take at most, whatever the manager's own limit is
   */
  void stopping(Duration limit) {
    tell("STOPPING=1\nEXTEND_TIMEOUT_USEC=" + limit.toNanos() / 1_000);
  }

  private void tell(String message) {
    try {
      socket.send(message);
      deaf.set(false);
    } catch (IOException e) {
      if (deaf.compareAndSet(false, true)) {
        LOG.warn("The service manager cannot be told: {}", e.getMessage());
      }
    }
  }
}
