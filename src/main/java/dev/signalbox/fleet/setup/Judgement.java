package dev.signalbox.fleet.setup;

import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.nats.JetStreamError;
import dev.signalbox.fleet.setup.Standing.Differs;
import dev.signalbox.fleet.setup.Standing.InPlace;
import dev.signalbox.fleet.setup.Standing.Missing;
import dev.signalbox.fleet.setup.Standing.Refused;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges what JetStream says, or does not, of a store. Pure. */
final class Judgement {
  private static final String DENIED = "permissions violation";

  private Judgement() {}

  /** Of one that is there. What keeps more than is needed is as good. */
  static Standing of(Store store, StreamConfiguration there) {
    List<Difference> found = new ArrayList<>();
    if (!there.getSubjects().equals(List.of(store.subject()))) {
      found.add(
          editable(
              "takes %s, needed is %s"
                  .formatted(
                      ForeignText.label(String.join(", ", there.getSubjects()), 200),
                      store.subject()),
              "--subjects='" + store.subject() + "'"));
    }
    if (there.getStorageType() != StorageType.File) {
      found.add(forGood("is kept in memory, needed is a file"));
    }
    if (there.getRetentionPolicy() != RetentionPolicy.Limits) {
      found.add(forGood("removes what was consumed, needed is the retention limits"));
    }
    age(store, there.getMaxAge()).ifPresent(found::add);
    switch (store) {
      case STATES -> addOfStates(there, found);
      case TRANSITIONS -> addOfTransitions(there, found);
      case AUDIT -> addOfAudit(there, found);
    }
    return found.isEmpty() ? new InPlace() : new Differs(found);
  }

  private static Optional<Difference> age(Store store, Duration there) {
    boolean forEver = there.isZero();
    boolean tooLong = forEver && store != Store.AUDIT;
    boolean tooShort = !forEver && there.compareTo(store.age()) < 0;
    return tooLong || tooShort
        ? Optional.of(
            editable(
                "keeps for %s, needed is %s"
                    .formatted(forEver ? "ever" : words(there), words(store.age())),
                "--max-age=" + store.hours()))
        : Optional.empty();
  }

  private static void addOfStates(StreamConfiguration there, List<Difference> found) {
    if (there.getMaxMsgsPerSubject() != 1) {
      found.add(
          editable(
              "keeps %s values of each engine, needed is 1"
                  .formatted(bound(there.getMaxMsgsPerSubject())),
              "--max-msgs-per-subject=1"));
    }
    int largest = there.getMaximumMessageSize();
    if (largest > 0 && largest < Store.LARGEST_STATE) {
      found.add(
          editable(
              "takes values of %s bytes, needed are %s"
                  .formatted(bound(largest), bound(Store.LARGEST_STATE)),
              "--max-msg-size=" + Store.LARGEST_STATE));
    }
    if (!there.getAllowDirect()) {
      found.add(editable("does not let values be got directly", "--allow-direct"));
    }
  }

  private static void addOfTransitions(StreamConfiguration there, List<Difference> found) {
    if (there.getMaxBytes() <= 0) {
      found.add(
          editable("has no limit in bytes, one is needed", "--max-bytes=" + Store.TRANSITION_ROOM));
    }
    addOfDiscard(there, found);
  }

  private static void addOfAudit(StreamConfiguration there, List<Difference> found) {
    if (!there.getDenyDelete()) {
      found.add(editable("lets entries be deleted", "--deny-delete"));
    }
    if (!there.getDenyPurge()) {
      found.add(editable("lets itself be purged", "--deny-purge"));
    }
    addOfDiscard(there, found);
  }

  /** One that is full must not refuse what happens now. */
  private static void addOfDiscard(StreamConfiguration there, List<Difference> found) {
    if (there.getDiscardPolicy() != DiscardPolicy.Old) {
      found.add(editable("refuses what is new when it is full", "--discard=old"));
    }
  }

  /** Of an answer that says no. */
  static Standing of(JetStreamApiException answer) {
    if (answer.getApiErrorCode() == JetStreamError.STREAM_NOT_FOUND.code()) {
      return new Missing();
    }
    String said = ForeignText.line(String.valueOf(answer.getMessage()));
    return new Refused(
        JetStreamError.of(answer.getApiErrorCode())
            .map(known -> said + ": " + known.nextStep())
            .orElse(said));
  }

  /** Where nobody listens for the question. */
  static Standing ofNobody() {
    return new Refused("nobody answers: " + JetStreamError.NOT_ENABLED.nextStep());
  }

  /**
   * Of no answer within that time: so it is with what is not permitted, for the server says that
   * only to the connection.
   *
   * @param subject of the question
   * @param prefix of all questions to JetStream
   * @param lastError that the server has told the connection, if any
   */
  static Standing ofSilence(
      String subject, String prefix, Optional<String> lastError, Duration waited) {
    boolean denied =
        lastError
            .filter(error -> error.toLowerCase(Locale.ROOT).contains(DENIED))
            .filter(error -> error.contains(prefix))
            .isPresent();
    return new Refused(
        denied
            ? "not permitted: this user may not publish to " + subject
            : "no answer to %s within %s".formatted(subject, words(waited)));
  }

  /** Of an answer that is none. */
  static Standing ofNonsense(String subject) {
    return new Refused("the answer to %s cannot be read".formatted(subject));
  }

  /** Of a connection that was lost meanwhile. */
  static Standing ofLoss(@Nullable Throwable cause) {
    return new Refused(
        "the connection was lost"
            + (cause == null || cause.getMessage() == null
                ? ""
                : ": " + ForeignText.line(cause.getMessage())));
  }

  private static Difference editable(String words, String option) {
    return new Difference(words, Optional.of(option));
  }

  private static Difference forGood(String words) {
    return new Difference(words + ", which only making it anew changes", Optional.empty());
  }

  private static String bound(long number) {
    return number < 0 ? "any number of" : String.format(Locale.ROOT, "%,d", number);
  }

  private static String words(Duration duration) {
    if (duration.compareTo(Duration.ofDays(2)) >= 0) {
      return duration.toDays() + " days";
    }
    return duration.compareTo(Duration.ofHours(2)) >= 0
        ? duration.toHours() + " hours"
        : duration.toSeconds() + " seconds";
  }
}
