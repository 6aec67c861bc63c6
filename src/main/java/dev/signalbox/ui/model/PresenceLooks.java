package dev.signalbox.ui.model;

import dev.signalbox.console.Presence;
import dev.signalbox.ui.toolkit.Texts;
import dev.signalbox.ui.toolkit.TimeText;
import dev.signalbox.ui.toolkit.Tone;
import java.time.Duration;
import java.time.Instant;

/**
 * How it looks, at one moment, how sure something is. Any thread may ask.
 *
 * @param word in one or two words
 * @param words the same with its age
 */
public record PresenceLooks(String icon, Tone tone, String word, String words) {

  public static PresenceLooks of(Presence presence, Instant now, Texts texts) {
    return switch (presence) {
      case Presence.Here _ -> looks("fth-check-circle", Tone.SUCCESS, "here", "", texts);
      case Presence.Known(Instant last) ->
          looks("fth-check-circle", Tone.SUCCESS, "known", age(last, now), texts);
      case Presence.Probing(Instant last) ->
          looks("fth-loader", Tone.WARNING, "probing", age(last, now), texts);
      case Presence.Silent(Instant last) ->
          looks("fth-volume-x", Tone.WARNING, "silent", age(last, now), texts);
      case Presence.Gone(Instant since, _) ->
          looks("fth-user-x", Tone.DANGER, "gone", TimeText.moment(since, now), texts);
      case Presence.NotKnown(Instant since, _) ->
          looks("fth-help-circle", Tone.WARNING, "notKnown", TimeText.moment(since, now), texts);
      case Presence.Recorded(Instant at) ->
          looks("fth-clock", Tone.WARNING, "recorded", TimeText.moment(at, now), texts);
      case Presence.Ended(Instant at) ->
          looks("fth-power", Tone.MUTED, "ended", TimeText.moment(at, now), texts);
    };
  }

  private static PresenceLooks looks(String icon, Tone tone, String key, String time, Texts texts) {
    return new PresenceLooks(
        icon, tone, texts.get("presence." + key), texts.get("presence." + key + ".words", time));
  }

  private static String age(Instant last, Instant now) {
    return TimeText.rough(Duration.between(last, now));
  }
}
