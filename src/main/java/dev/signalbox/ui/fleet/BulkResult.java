package dev.signalbox.ui.fleet;

import dev.signalbox.base.ForeignText;
import dev.signalbox.console.fleet.Outcome;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.Tone;
import java.util.Locale;

/**
 * How far one command has come.
 *
 * @param kind what became of it
 * @param reason in one line; may be empty
 */
record BulkResult(Kind kind, String reason) {
  static final BulkResult WAITING = new BulkResult(Kind.WAITING, "");
  static final BulkResult SENT = new BulkResult(Kind.SENT, "");
  static final BulkResult NOT_SENT = new BulkResult(Kind.NOT_SENT, "");

  /** What can become of a command, as it is counted. */
  enum Kind {
    NO_ANSWER("fth-help-circle", Tone.DANGER),
    NOT_PERMITTED("fth-lock", Tone.DANGER),
    REFUSED("fth-slash", Tone.WARNING),
    CHANGED("fth-shuffle", Tone.WARNING),
    EXPIRED("fth-clock", Tone.WARNING),
    NOT_SENT("fth-circle", Tone.MUTED),
    JOINED("fth-link", Tone.ACCENT),
    ACCEPTED("fth-check", Tone.SUCCESS),
    SENT("fth-loader", Tone.ACCENT),
    WAITING("fth-more-horizontal", Tone.MUTED);

    private final String icon;
    private final Tone tone;

    Kind(String icon, Tone tone) {
      this.icon = icon;
      this.tone = tone;
    }

    String icon() {
      return icon;
    }

    Tone tone() {
      return tone;
    }

    /** Key of the text that counts those. */
    String countKey() {
      return "fleet.outcome.count." + name().toLowerCase(Locale.ROOT);
    }
  }

  static BulkResult of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> new BulkResult(Kind.ACCEPTED, "");
      case Outcome.Joined _ -> new BulkResult(Kind.JOINED, "");
      case Outcome.Refused(String reason) -> of(Kind.REFUSED, reason);
      case Outcome.Changed(String reason) -> of(Kind.CHANGED, reason);
      case Outcome.Expired _ -> new BulkResult(Kind.EXPIRED, "");
      case Outcome.NotPermitted(String reason) -> of(Kind.NOT_PERMITTED, reason);
      case Outcome.NoAnswer(String reason) -> of(Kind.NO_ANSWER, reason);
    };
  }

  private static BulkResult of(Kind kind, String reason) {
    return new BulkResult(kind, ForeignText.line(reason));
  }

  /** Whether nothing more is heard of it. */
  boolean isDecided() {
    return kind != Kind.WAITING && kind != Kind.SENT;
  }

  String words(Texts texts) {
    return switch (kind) {
      case WAITING -> texts.get("fleet.outcome.waiting");
      case SENT -> texts.get("fleet.outcome.sent");
      case NOT_SENT -> texts.get("fleet.outcome.notSent");
      case ACCEPTED, JOINED, REFUSED, CHANGED, EXPIRED, NOT_PERMITTED, NO_ANSWER ->
          texts.get("fleet.outcome." + kind.name().toLowerCase(Locale.ROOT), reason);
    };
  }
}
