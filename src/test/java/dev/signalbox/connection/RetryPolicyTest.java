package dev.signalbox.connection;

import static dev.signalbox.connection.state.ConnectionExamples.NOW;
import static dev.signalbox.connection.state.ConnectionExamples.UNREACHABLE;
import static dev.signalbox.connection.state.ConnectionExamples.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connection.state.FailureKind;
import dev.signalbox.connection.state.Retries;
import dev.signalbox.settings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
  private static final int DRAWS = 5000;

  private static RetryPolicy policy(RetrySettings settings) {
    return new RetryPolicy(settings, new SplittableRandom(1));
  }

  private static Retries after(int count) {
    return new Retries(count, Optional.of(NOW), false);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 250",
    "1, 500",
    "2, 1000",
    "6, 16000",
    "7, 30000",
    "40, 30000",
    "2000000000, 30000"
  })
  void waitsUpToADoublingCeiling(int retries, long ceiling) {
    RetryPolicy policy = policy(RetrySettings.DEFAULT);

    long[] waits =
        LongStream.range(0, DRAWS).map(_ -> waitMillis(policy, after(retries))).sorted().toArray();

    assertThat(waits[0]).isBetween(0L, ceiling / 50);
    assertThat(waits[DRAWS / 2]).isBetween(ceiling * 45 / 100, ceiling * 55 / 100);
    assertThat(waits[DRAWS - 1]).isBetween(ceiling * 49 / 50, ceiling);
  }

  private static long waitMillis(RetryPolicy policy, Retries retries) {
    Instant at = policy.retryAt(UNREACHABLE, retries, NOW).orElseThrow();
    return Duration.between(NOW, at).toMillis();
  }

  @Test
  void aLongFirstWaitDoesNotOverflow() {
    Duration century = Duration.ofDays(36500);
    RetryPolicy policy =
        policy(new RetrySettings(true, century, century.multipliedBy(2), Optional.empty()));

    assertThat(waitMillis(policy, after(30))).isBetween(0L, century.multipliedBy(2).toMillis());
  }

  @ParameterizedTest
  @EnumSource
  void neverRetriesWhatARetryCannotHelp(FailureKind kind) {
    assertThat(policy(RetrySettings.DEFAULT).retryAt(failure(kind), Retries.NONE, NOW).isPresent())
        .isEqualTo(
            switch (kind) {
              case AUTHENTICATION, TLS, UNKNOWN_SERVICE, CONFIGURATION, NOT_UNDERSTOOD -> false;
              case UNREACHABLE, REFUSED, TIMED_OUT, PROTOCOL, FENCED -> true;
            });
  }

  @ParameterizedTest
  @EnumSource
  void afterASessionAnUnknownServiceIsAnOutage(FailureKind kind) {
    Retries retries = Retries.AFTER_SESSION.next(NOW).next(NOW);

    assertThat(policy(RetrySettings.DEFAULT).retryAt(failure(kind), retries, NOW).isPresent())
        .isEqualTo(
            switch (kind) {
              case AUTHENTICATION, TLS, CONFIGURATION, NOT_UNDERSTOOD -> false;
              case UNREACHABLE, REFUSED, TIMED_OUT, UNKNOWN_SERVICE, PROTOCOL, FENCED -> true;
            });
  }

  @Test
  void whatIsKnownOfAServiceStaysKnownWhenSomebodyAsksAgain() {
    assertThat(Retries.AFTER_SESSION.next(NOW).anew()).isEqualTo(Retries.AFTER_SESSION);
    assertThat(Retries.NONE.next(NOW).anew()).isEqualTo(Retries.NONE);
  }

  @Test
  void neverRetriesWhenRetriesAreOff() {
    RetrySettings off =
        new RetrySettings(false, Duration.ofMillis(1), Duration.ofSeconds(1), Optional.empty());

    assertThat(policy(off).retryAt(UNREACHABLE, Retries.NONE, NOW)).isEmpty();
  }

  @Test
  void givesUpSomeTimeAfterTheFirstFailure() {
    Duration limit = Duration.ofMinutes(5);
    RetryPolicy policy =
        policy(
            new RetrySettings(
                true, Duration.ofMillis(1), Duration.ofSeconds(1), Optional.of(limit)));
    Retries retries = Retries.NONE.next(NOW).next(NOW.plusSeconds(200));

    assertThat(policy.retryAt(UNREACHABLE, Retries.NONE, NOW)).isPresent();
    assertThat(policy.retryAt(UNREACHABLE, retries, NOW.plus(limit).minusMillis(1))).isPresent();
    assertThat(policy.retryAt(UNREACHABLE, retries, NOW.plus(limit))).isEmpty();
  }
}
