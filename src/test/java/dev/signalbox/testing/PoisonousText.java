package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What a peer may say to stop whoever tries to understand it. Each can be made of any length. */
public enum PoisonousText {
  BLANKS(" "),
  TABS_AND_BLANKS("\t "),
  LINE_BREAKS("\n"),
  CARRIAGE_RETURNS("\r"),
  ADDRESSES("://a:", "@"),
  ADDRESSES_WITHOUT_USER("://", "@"),
  USERS("://a:b@"),
  ORACLE_USERS("oracle:thin:", "@"),
  AT_SIGNS("@", "://a:"),
  PASSWORD_NAMES("password"),
  PASSWORDS("password = "),
  QUOTED_PASSWORDS("password='", "password=\""),
  COLONS(":"),
  QUOTES("\"'"),
  BRACKETS("(CONNECTION_ID=", " "),
  CODES("ORA-12514 "),
  HALVES_OF_CODES("ORA-1251"),
  STOPS("."),
  ESCAPES("\u001b["),
  READING_DIRECTIONS("\u202e"),
  SURROGATES("\ud83d"),
  DOLLARS("${$1\\"),
  ESCAPED_CHARACTERS("\\u0061\\x61%61&#97;"),
  ESCAPED_ESCAPES("\\u005cu0061%2525"),
  HALVES_OF_ESCAPES("\\u{&#x"),
  BEGINNINGS_OF_A_SECRET("aaaaaaaa"),
  LETTERS("xyz");

  private static final int DAYS = 3;
  private static final int LENGTH = 1_000_000;
  private static final int ATTEMPTS = 3;
  private static final Duration MOST = Duration.ofMillis(200);
  private static final Duration NOISE = Duration.ofMillis(20);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final String part;
  private final String last;

  PoisonousText(String part) {
    this(part, "");
  }

  PoisonousText(String part, String last) {
    this.part = part;
    this.last = last;
  }

  /** One in three every day, each within three days; all where everything is tried. */
  public static List<PoisonousText> inTurn() {
    return Extent.ofThisRun().inTurn(List.of(values()), DAYS);
  }

  /** About so many characters of it. */
  public String ofLength(int length) {
    return last + part.repeat(length / part.length()) + last;
  }

  /**
   * A megabyte of it costs whoever works on it little of a processor, and twice as much no more
   * than twice that, within what a loaded machine adds.
   */
  public void assertHarmlessTo(Consumer<String> work) {
    Duration cost = cost(work, ofLength(LENGTH));
    assertThat(cost).as("a megabyte of %s", this).isLessThan(MOST);
    assertThat(cost(work, ofLength(2 * LENGTH)))
        .as("two megabytes of %s", this)
        .isLessThan(cost.multipliedBy(3).plus(NOISE));
  }

  /** The best of some: what else runs in this process may spoil one. */
  private static Duration cost(Consumer<String> work, String text) {
    Duration least = MOST.multipliedBy(100);
    for (int i = 0; i < ATTEMPTS && least.compareTo(NOISE) > 0; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      work.accept(text);
      Duration cost = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
      least = cost.compareTo(least) < 0 ? cost : least;
    }
    return least;
  }
}
