package dev.signalbox.ui.relays;

import dev.signalbox.console.Answer;
import dev.signalbox.console.Backlog;
import dev.signalbox.console.Console;
import dev.signalbox.console.RelayPosition;
import dev.signalbox.console.RelayTools;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Asks now and then, while a relay's page is shown, what its databases know and its state does not:
 * how many rows wait, and who has the lease. Seldom, for it costs the source a query.
 */
final class RelayInquiry {
  static final Duration PAUSE = Duration.ofSeconds(60);

  private final Console console;
  private final String relay;
  private final Texts texts;
  private final Runnable changed;
  private Optional<Instant> asked = Optional.empty();
  private Optional<Answer<Backlog>> backlog = Optional.empty();
  private String lease;
  private boolean underWay;
  private boolean closed;

  /**
   * Has asked nothing yet.
   *
   * @param changed called when there is an answer
   */
  RelayInquiry(Console console, String relay, Texts texts, Runnable changed) {
    this.console = console;
    this.relay = relay;
    this.texts = texts;
    this.changed = changed;
    this.lease = texts.get("details.none");
  }

  /** Asks if it is time to. */
  void tick(Instant now) {
    if (asked.filter(last -> now.isBefore(last.plus(PAUSE))).isEmpty()) {
      ask(now);
    }
  }

  /** Asks at once, unless an answer is still to come. */
  void ask(Instant now) {
    Optional<RelayTools> tools = underWay || closed ? Optional.empty() : console.tools(relay);
    if (tools.isPresent()) {
      underWay = true;
      asked = Optional.of(now);
      CompletionStage<Answer<Backlog>> rows = tools.get().backlog();
      var _ =
          tools
              .get()
              .position()
              .thenCombine(rows, Found::new)
              .whenComplete((found, lost) -> FxThread.run(() -> heard(found, lost)));
    }
  }

  private record Found(Answer<Optional<RelayPosition>> position, Answer<Backlog> backlog) {}

  private void heard(@Nullable Found found, @Nullable Throwable lost) {
    underWay = false;
    if (closed) {
      return;
    }
    if (found != null) {
      backlog = Optional.of(found.backlog());
      lease = lease(found.position());
    } else {
      backlog = Optional.of(new Answer.Refused<>(String.valueOf(lost)));
    }
    changed.run();
  }

  private String lease(Answer<Optional<RelayPosition>> answer) {
    return switch (answer) {
      case Answer.Given<Optional<RelayPosition>>(var position) ->
          position
              .flatMap(RelayPosition::holder)
              .orElse(
                  texts.get(
                      position.isPresent() ? "relay.lease.free" : "relay.lease.neverStarted"));
      case Answer.Failed<Optional<RelayPosition>>(var failure) ->
          texts.get("relay.backlog.notKnown", failure.oneLine());
      case Answer.Refused<Optional<RelayPosition>>(String reason) ->
          texts.get("relay.backlog.notKnown", reason);
    };
  }

  /** What waits, as far as it is known now. */
  Waiting waiting(double rowsPerSecond, Instant now) {
    return backlog
        .map(answer -> Waiting.of(answer, asked.orElse(now), rowsPerSecond, now, texts))
        .orElseGet(() -> Waiting.unknown(texts));
  }

  /** Who has the lease, in words. */
  String lease() {
    return lease;
  }

  /** Asks and tells nothing any more. */
  void close() {
    closed = true;
  }
}
