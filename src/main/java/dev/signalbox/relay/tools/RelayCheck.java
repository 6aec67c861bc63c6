package dev.signalbox.relay.tools;

import dev.signalbox.base.Durations;
import dev.signalbox.relay.call.RelayException;
import dev.signalbox.relay.checkpoint.Checkpoint;
import dev.signalbox.relay.checkpoint.CheckpointDesk;
import dev.signalbox.relay.checkpoint.CheckpointView;
import dev.signalbox.relay.checkpoint.LeaseView;
import dev.signalbox.relay.source.Source;
import dev.signalbox.relay.state.Position;
import dev.signalbox.relay.stream.DeadLetters;
import dev.signalbox.relay.stream.StreamLook;
import dev.signalbox.relay.tools.Finding.What;
import dev.signalbox.settings.PollingSettings.ChangedStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a relay could start, as a start would, and changes nothing. */
public final class RelayCheck {
  private final Bench bench;
  private final String name;

  public RelayCheck(Bench bench) {
    this.bench = bench;
    this.name = bench.settings().programName();
  }

  /** What was found, in the order in which a start comes to it; one at least of each. */
  public List<Finding> findings() {
    SourceRemarks remarks = new SourceRemarks();
    List<Finding> findings = new ArrayList<>();
    Optional<Source> source = Optional.empty();
    try {
      source = Optional.of(bench.source(remarks));
      source.get().tellKeyless();
      findings.add(
          Finding.good(
              What.TABLE,
              "%s: rows are read %s%s"
                  .formatted(bench.settings().table(), remarks.settled(), lookback(source.get()))));
      remarks.remarks().forEach(words -> findings.add(Finding.remark(What.TABLE, words, "")));
    } catch (RelayException e) {
      findings.add(Finding.failed(What.TABLE, e));
    }
    Optional<StreamLook.Facts> stream = stream(findings);
    checkpoint(findings, source, stream);
    return List.copyOf(findings);
  }

  private static String lookback(Source source) {
    return source.lookback().isZero()
        ? ""
        : "; late ones are looked for over " + Durations.compact(source.lookback());
  }

  private Optional<StreamLook.Facts> stream(List<Finding> findings) {
    try {
      StreamLook.Facts facts = look().look();
      findings.add(
          Finding.good(
              What.STREAM,
              "%s takes %s; its last message is %d"
                  .formatted(bench.settings().stream(), bench.settings().subject(), facts.last())));
      if (facts.keeping() == StreamLook.Keeping.UNTIL_CONSUMED) {
        findings.add(
            Finding.remark(
                What.STREAM,
                bench.settings().stream()
                    + " removes what was consumed: rows that are consumed before they are in the"
                    + " checkpoint, if the relay is killed then, are sent again, and stored again"
                    + " once its duplicate_window has passed",
                ""));
      }
      deadLetters(findings);
      return Optional.of(facts);
    } catch (RelayException e) {
      findings.add(Finding.failed(What.STREAM, e));
      return Optional.empty();
    }
  }

  private StreamLook look() {
    return new StreamLook(bench.connections().sink(), bench.calls(), bench.settings());
  }

  private void deadLetters(List<Finding> findings) throws RelayException {
    Optional<String> subject = bench.settings().deadLetterSubject();
    if (subject.isPresent()) {
      DeadLetters.Target target =
          new DeadLetters(
                  bench.connections().sink(), bench.calls(), bench.settings(), subject.get())
              .look();
      findings.add(
          Finding.good(
              What.STREAM,
              "%s takes the rows diverted to %s".formatted(target.stream(), subject.get())));
    }
  }

  private void checkpoint(
      List<Finding> findings, Optional<Source> source, Optional<StreamLook.Facts> stream) {
    CheckpointDesk desk = bench.desk();
    try {
      boolean lookback = source.filter(it -> !it.lookback().isZero()).isPresent();
      desk.preparations(lookback).forEach(missing -> findings.add(prepared(missing)));
      Optional<CheckpointView> row = desk.read();
      desk.require(
          row,
          bench.sourceAddress(),
          source.map(Bench::reading).orElse(Checkpoint.Reading.AS_IT_IS));
      if (row.isEmpty()) {
        if (stream.isPresent()) {
          desk.requireNew(stream.get().end());
        }
        findings.add(Finding.good(What.CHECKPOINT, "none yet: the first start makes one"));
      } else {
        desk.requireRights(lookback);
        Optional<Finding> difference =
            stream.isPresent() ? difference(stream.get(), row.get()) : Optional.empty();
        findings.add(difference.orElseGet(() -> found(row.get())));
      }
    } catch (RelayException e) {
      findings.add(Finding.failed(What.CHECKPOINT, e));
    }
  }

  private static Finding prepared(CheckpointDesk.Preparation missing) {
    return missing.permitted()
        ? Finding.remark(What.CHECKPOINT, missing.words(), "")
        : Finding.failed(
            What.CHECKPOINT,
            missing.words(),
            "As an administrator, with %s for the user:".formatted(missing.rights())
                + System.lineSeparator()
                + missing.statement());
  }

  private static Finding found(CheckpointView row) {
    return Finding.good(
        What.CHECKPOINT,
        "at %s; the lease is %s"
            .formatted(
                row.position().map(Position::toString).orElse("the beginning"),
                row.lease().filter(LeaseView::isLive).map(LeaseView::words).orElse("free")));
  }

  /** The stream of which the checkpoint is a place is made anew, or shorter, or an older copy. */
  private Optional<Finding> difference(StreamLook.Facts stream, CheckpointView row)
      throws RelayException {
    boolean anew =
        row.streamCreated().filter(made -> !made.equals(stream.created())).isPresent()
            && !look().hasPlaceOf(row.nextTerm());
    boolean shorter = stream.last() < row.streamSequence();
    boolean grown = !anew && !shorter && look().hasAnothersAtPlaceOf(row.nextTerm());
    if (row.position().isEmpty() || !(anew || shorter || grown)) {
      return Optional.empty();
    }
    String words =
        anew
            ? "it is of a stream made at %s, this one was made at %s"
                .formatted(row.streamCreated().orElse(""), stream.created())
            : shorter
                ? "it is at message %d, the stream ends at %d"
                    .formatted(row.streamSequence(), stream.last())
                : "it is at message %d, where the stream has another one: it was restored from an older copy"
                    .formatted(row.streamSequence());
    ChangedStream policy = bench.settings().policies().changedStream();
    boolean decided =
        switch (policy) {
          case STOP -> false;
          case CONTINUE -> true;
          case RESEND -> stream.keeping().tellsAll(anew);
        };
    return Optional.of(
        decided
            ? Finding.remark(What.CHECKPOINT, words + "; on_changed_stream: " + policy.word(), "")
            : Finding.failed(
                What.CHECKPOINT,
                words,
                "To go on behind the last row that was relayed: %s To begin anew: %s"
                    .formatted(Checkpoint.goOn(name), Checkpoint.goOnFromTheFirst(name))));
  }
}
