package dev.signalbox.ui.objects;

import dev.signalbox.base.Subscription;
import dev.signalbox.console.Console;
import dev.signalbox.journal.Subject;
import dev.signalbox.journal.Transition;
import dev.signalbox.ui.toolkit.LatestOnPulse;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The changes of state of one object that the engine has kept, and each new one as it comes.
 *
 * <p>Threading: FX thread; what the engine tells comes on its own and is carried over.
 */
public final class RecentChanges implements AutoCloseable {
  /** As many as the engine keeps of one subject. */
  private static final int MOST = 1_000;

  private static final int SHOWN = 12;

  private final Subject subject;
  private final Deque<Transition> kept = new ArrayDeque<>();
  private final LatestOnPulse<List<Transition>> listener;
  private final Subscription subscription;

  /**
   * Begins to listen.
   *
   * @param listener hears all that are kept, oldest first, whenever there are more; on the FX
   *     thread, at most once in each pulse
   */
  public RecentChanges(Console console, Subject subject, Consumer<List<Transition>> listener) {
    this.subject = subject;
    this.listener = new LatestOnPulse<>(listener);
    this.subscription = console.listenToTransitions(this::heard);
  }

  private void heard(List<Transition> news) {
    List<Transition> own = news.stream().filter(one -> one.subject().equals(subject)).toList();
    if (own.isEmpty()) {
      return;
    }
    synchronized (kept) {
      kept.addAll(own);
      while (kept.size() > MOST) {
        kept.removeFirst();
      }
      listener.accept(List.copyOf(kept));
    }
  }

  /**
   * The newest of them as lines, the last first.
   *
   * @param word what a state of that name is called
   */
  public static String lines(
      List<Transition> changes, UnaryOperator<String> word, Instant now, Texts texts) {
    return changes.reversed().stream()
        .limit(SHOWN)
        .map(change -> line(change, word, now, texts))
        .collect(Collectors.joining("\n"));
  }

  private static String line(
      Transition change, UnaryOperator<String> word, Instant now, Texts texts) {
    String by =
        change.by().map(actor -> texts.get("details.change.by", actor.toString())).orElse("");
    return texts.get(
        "details.change",
        TimeText.moment(change.at(), now),
        word.apply(change.to()),
        change.cause().map(cause -> ": " + cause).orElse(""),
        by);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
