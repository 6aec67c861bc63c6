package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.SilentListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A signal at whatever instant of the start: while the virtual machine, the toolkit or the window
 * is made, or a connect has just begun. The platform's own hooks are known to hang then.
 */
@Timeout(180)
class SignalAtAnyInstantIT {
  private static final int STARTS = 12;
  private static final int LATEST_MILLIS = 1_500;

  /** The toolkit's hook would take five. */
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @RegisterExtension static final TrialServers SERVERS = new TrialServers();

  private static final String BEFORE_ANY_PROGRAM = "Error occurred during initialization of VM";

  @TempDir private Path folder;

  @Test
  void endsAtOnceAndWithoutAWordThatIsNotOurs() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    SplittableRandom chance = new SplittableRandom(seed);
    try (VirtualDisplay display = VirtualDisplay.start();
        SilentListener silent = SilentListener.start()) {
      String file =
          ConfigurationText.empty()
              .nats(SERVERS.nats())
              .mariaDb(
                  "127.0.0.1:%d/tracking".formatted(silent.port()),
                  SERVERS.mariaDb().app(),
                  "connect_timeout: 30")
              .write(folder)
              .toString();
      for (int i = 0; i < STARTS; i++) {
        int instant = chance.nextInt(LATEST_MILLIS);
        try (BuiltProgram program =
            BuiltProgram.start(folder, Map.of("DISPLAY", display.name()), "--config", file)) {
          boolean never = new CountDownLatch(1).await(instant, TimeUnit.MILLISECONDS);
          assertThat(never).isFalse();
          assertEnds(program, "after %d ms, seed %d".formatted(instant, seed));
        }
      }
    }
    SERVERS.assertLeft();
  }

  private static void assertEnds(BuiltProgram program, String when) throws Exception {
    long begun = System.nanoTime();
    program.signal("TERM");
    int code = program.awaitExit(BuiltProgram.PATIENCE);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(when).isLessThan(LIMIT);
    List<String> said =
        Stream.concat(program.errors().stream(), program.output().stream()).toList();
    if (said.stream().anyMatch(line -> line.startsWith(BEFORE_ANY_PROGRAM))) {
      // The machine's own answer to a signal that meets it while it makes itself, on either stream.
      assertThat(code).as(when).isNotZero();
      assertThat(said).as(when).noneMatch(line -> line.contains("signalbox"));
    } else if (code == 128 + 15) {
      // Before the program's first statement: the virtual machine's own answer, and its own words
      // about it if it has not even made its modules yet.
      assertThat(program.output()).as(when).isEmpty();
      assertThat(program.errors())
          .as(when)
          .allMatch(line -> line.startsWith("Runtime.exit(143) logging failed"));
    } else {
      assertThat(code).as("%s: %s", when, program.output()).isZero();
      assertThat(program.log()).as(when).anyMatch(line -> line.contains("Received signal 15"));
      assertThat(program.errors()).as(when).isEmpty();
    }
  }
}
