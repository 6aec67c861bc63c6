package dev.signalbox.ui.history;

import dev.signalbox.console.Console;
import dev.signalbox.journal.samples.Samples;
import dev.signalbox.ui.toolkit.FxThread;
import dev.signalbox.ui.toolkit.Texts;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Makes pictures, one at a time: of what is asked for meanwhile the last one counts. */
final class HistoryModel {
  private final Console console;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<Picture> picture = new ReadOnlyObjectWrapper<>(Picture.NONE);
  private Optional<Picture.Query> next = Optional.empty();
  private boolean underWay;

  HistoryModel(Console console, Texts texts) {
    this.console = console;
    this.texts = texts;
  }

  void ask(Picture.Query query) {
    next = Optional.of(query);
    if (!underWay) {
      answerNext();
    }
  }

  private void answerNext() {
    next.ifPresent(
        query -> {
          next = Optional.empty();
          underWay = true;
          var _ =
              samples(query)
                  .thenApplyAsync(
                      samples -> Picture.of(query, samples, texts),
                      work -> Thread.ofVirtual().name("history picture").start(work))
                  .whenComplete((made, lost) -> FxThread.run(() -> show(made)));
        });
  }

  private CompletionStage<Samples> samples(Picture.Query query) {
    TimeAxis axis = query.axis();
    return query
        .chosen()
        .map(subject -> console.samples(subject, axis.from(), axis.to(), axis.width()))
        .orElseGet(() -> CompletableFuture.completedStage(Samples.NONE));
  }

  /** A question that an engine did not answer leaves what is shown; it is asked again soon. */
  private void show(@Nullable Picture made) {
    underWay = false;
    if (made != null) {
      picture.set(made);
    }
    answerNext();
  }

  ReadOnlyObjectProperty<Picture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }
}
