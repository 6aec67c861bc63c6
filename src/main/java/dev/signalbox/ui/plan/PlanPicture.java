package dev.signalbox.ui.plan;

import dev.signalbox.journal.Subject;
import dev.signalbox.ui.toolkit.Tone;
import java.util.List;
import java.util.Locale;

/**
 * All that the plan shows at one time, in words. An immutable value.
 *
 * @param summary how many relays move and how many do not
 * @param tracks one for each relay, in the configuration's order
 * @param unused the connections that no relay is set to use
 */
record PlanPicture(Summary summary, List<Track> tracks, List<Part> unused) {
  static final PlanPicture NONE =
      new PlanPicture(new Summary("", Tone.MUTED), List.of(), List.of());

  PlanPicture {
    tracks = List.copyOf(tracks);
    unused = List.copyOf(unused);
  }

  /** A line over all. */
  record Summary(String words, Tone tone) {}

  /** What a part is there for, in the order in which a row comes by. */
  enum Role {
    SOURCE,
    RELAY,
    SINK,
    CHECKPOINT;

    /** Key of the column's title. */
    String textKey() {
      return "plan.role." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** What happens between two parts. */
  enum Flow {
    /** Rows come through. */
    MOVING("fth-chevron-right", Tone.SUCCESS),

    /** They could, but none does. */
    RESTING("fth-minus", Tone.MUTED),

    /** It is interrupted here. */
    BROKEN("fth-x", Tone.DANGER);

    private final String icon;
    private final Tone tone;

    Flow(String icon, Tone tone) {
      this.icon = icon;
      this.tone = tone;
    }

    String icon() {
      return icon;
    }

    Tone tone() {
      return tone;
    }
  }

  /**
   * A connection or a relay at its place.
   *
   * @param figures the numbers that belong there, each with its unit
   * @param place where it is and what of it is used, for whoever asks
   * @param spoken as a screen reader says it
   */
  record Part(
      Subject subject,
      String name,
      String icon,
      Tone tone,
      String word,
      List<String> figures,
      String place,
      String spoken) {
    Part {
      figures = List.copyOf(figures);
    }
  }

  /**
   * One relay.
   *
   * @param parts one for each role, in their order
   * @param flows what happens behind each part but the last
   * @param sentence how it stands and why, and how old that is
   */
  record Track(
      Subject relay, List<Part> parts, List<Flow> flows, String icon, Tone tone, String sentence) {
    Track {
      parts = List.copyOf(parts);
      flows = List.copyOf(flows);
    }
  }
}
