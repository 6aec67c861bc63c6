package dev.signalbox.fleet.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.fleet.FleetSnapshot.Link;
import dev.signalbox.testing.ManualScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When an engine that only its beat tells of is asked for the rest. */
class EngineBookTest {
  private final ManualScheduler time = new ManualScheduler();
  private final EngineBook book = new EngineBook(time);

  @Test
  void whatIsBeingReadIsWaitedForButNotForEver() {
    assertThat(book.isReading()).isFalse();

    book.link(new Link.Reading(time.now()));
    time.advance(Duration.ofSeconds(9));
    assertThat(book.isReading()).isTrue();
    time.advance(Duration.ofSeconds(2));
    assertThat(book.isReading()).as("a bucket that ends amid being read").isFalse();

    book.link(new Link.Reading(time.now()));
    assertThat(book.isReading()).isTrue();
    book.caughtUp();
    assertThat(book.isReading()).isFalse();
  }
}
