package dev.signalbox.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.base.SystemScheduler;
import dev.signalbox.shutdown.Roster;
import dev.signalbox.shutdown.ShutdownCoordinator;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServiceNoticesTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** The manager's patience, and longer than any pause of a busy machine. */
  private static final Duration PATIENCE = Duration.ofMillis(150);

  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(7);

  @TempDir private Path folder;
  @AutoClose private final SystemScheduler scheduler = new SystemScheduler();
  private final ShutdownCoordinator coordinator =
      new ShutdownCoordinator(
          new Roster(),
          new ShutdownCoordinator.Setup(
              GRACE,
              false,
              scheduler,
              () -> {},
              _ -> true,
              (_, _) -> {},
              code -> {
                throw new AssertionError("halted with " + code);
              }));

  private String name() {
    return folder.resolve("notify").toString();
  }

  private void begin(String name, Runnable question) {
    ServiceManager manager =
        ServiceManager.of(
                Map.of(
                    "NOTIFY_SOCKET",
                    name,
                    "WATCHDOG_USEC",
                    Long.toString(PATIENCE.toNanos() / 1_000)))
            .orElseThrow();
    ServiceNotices.begin(manager, scheduler, coordinator, question, GRACE);
  }

  @Test
  void aProgramThatLivesSaysSoUntilItHasEnded() throws Exception {
    try (NoticeListener manager = NoticeListener.bound(name())) {
      begin(name(), () -> {});

      assertThat(manager.next(LONG)).isEqualTo("READY=1");
      for (int i = 0; i < 4; i++) {
        assertThat(manager.next(LONG)).isEqualTo("WATCHDOG=1");
      }
      coordinator.shutdown(new ShutdownReason.Quit()).get(LONG.toSeconds(), TimeUnit.SECONDS);
      String last = manager.next(LONG);
      while (last.equals("WATCHDOG=1")) {
        last = manager.next(LONG);
      }
      assertThat(last).isEqualTo("STOPPING=1\nEXTEND_TIMEOUT_USEC=8000000");
      String more = manager.next(SILENCE);
      while (more.equals("WATCHDOG=1")) {
        more = manager.next(SILENCE);
      }
      assertThat(more).isEmpty();
    }
  }

  /** Somebody has a lock and does not give it back: no timer says that all is well. */
  @Test
  void aProgramWhoseOwnersDoNotAnswerIsSilent() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    try (NoticeListener manager = NoticeListener.bound(name())) {
      begin(name(), () -> await(answered));

      assertThat(manager.next(LONG)).isEqualTo("READY=1");
      assertThat(manager.next(SILENCE)).isEmpty();
      answered.countDown();
      assertThat(manager.next(LONG)).isEqualTo("WATCHDOG=1");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void abstractNamesAreUnderstood() {
    String name = "@signalbox-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    try (NoticeListener manager = NoticeListener.bound(name)) {
      begin(name, () -> {});

      assertThat(manager.next(LONG)).isEqualTo("READY=1");
    }
  }

  /** It is told to nobody then, and the program goes on. */
  @Test
  void aManagerThatIsGoneHindersNothing() throws Exception {
    begin(name(), () -> {});

    assertThat(
            coordinator.shutdown(new ShutdownReason.Quit()).get(LONG.toSeconds(), TimeUnit.SECONDS))
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative", "vsock:2:1"})
  void whatIsNoSocketIsNotUsed(String name) {
    assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", name))).isEmpty();
  }

  @Test
  void aPathThatIsTooLongIsNotUsed() {
    assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(107)))).isEmpty();
    assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(106)))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "soon", "99999999999999999999"})
  void withoutAPatienceThereIsNone(String micros) {
    assertThat(patience(Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", micros))).isEmpty();
  }

  @Test
  void aPatienceWithAnotherProcessIsNotMeant() {
    Map<String, String> other =
        Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "1000000", "WATCHDOG_PID", "1");
    assertThat(patience(other)).isEmpty();
    assertThat(patience(Map.of("NOTIFY_SOCKET", "@x", "WATCHDOG_USEC", "1000000")))
        .contains(Duration.ofSeconds(1));
  }

  private static Optional<Duration> patience(Map<String, String> environment) {
    return ServiceManager.of(environment).orElseThrow().patience();
  }
}
