package dev.signalbox.settings.editing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.editing.ConfigurationSketch.Line;
import dev.signalbox.testing.Extent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Edits of whatever is written by hand: outside the lines that an edit is about every byte stays,
 * and what is read afterwards is what was meant.
 */
class ConnectionsTextFuzzTest {
  private static final int EVERY_DAY = 1_500;
  private static final int THOROUGH = 60_000;

  /** Of all edits; those beside comments in the middle of a list or of braces. */
  private static final double MOST_REFUSED = 0.1;

  /** An edit, where it may change something, and what is meant by it. */
  private record Edit(String text, int from, int to, Map<String, Object> meant) {}

  private static RandomGenerator random(long seed) {
    return new SplittableRandom(seed);
  }

  @Test
  void everyByteStaysThatAnEditIsNotAbout() {
    int count = Extent.ofThisRun().choose(EVERY_DAY, THOROUGH);
    long first = Extent.day().toEpochDay() << 32;
    int refused = 0;
    for (long i = first; i < first + count; i++) {
      RandomGenerator random = random(i);
      ConfigurationSketch sketch = new ConfigurationSketch(random);
      boolean ended = random.nextInt(4) > 0;
      String before =
          String.join(sketch.lineBreak(), sketch.lines().stream().map(Line::text).toList())
              + (ended ? sketch.lineBreak() : "");
      try {
        assertHolds(before, sketch, edit(before, sketch, random));
      } catch (UneditableException e) {
        assertThat(e.reason()).as(before).containsAnyOf("comment", "edit it by hand");
        refused++;
      } catch (Throwable e) {
        throw new AssertionError(
            "Edit %d of %s; repeat with -D%s=%s, of:%n%s"
                .formatted(i - first, Extent.day(), Extent.SEED, Extent.day(), before),
            e);
      }
    }
    assertThat(refused).isLessThan((int) (count * MOST_REFUSED));
  }

  private static void assertHolds(String before, ConfigurationSketch sketch, Edit edit) {
    List<String> lines = sketch.lines().stream().map(Line::text).toList();
    String lineBreak = sketch.lineBreak();
    String above = String.join(lineBreak, lines.subList(0, edit.from()));
    int below = 0;
    for (int i = 0; i < edit.to(); i++) {
      below += lines.get(i).length() + lineBreak.length();
    }
    assertThat(edit.text())
        .startsWith(above)
        .endsWith(before.substring(Math.min(below, before.length())));
    assertThat(edit.text().length())
        .isGreaterThanOrEqualTo(
            above.length() + before.length() - Math.min(below, before.length()));
    if (lineBreak.equals("\r\n")) {
      assertThat(edit.text().replace("\r\n", "")).doesNotContain("\n");
    }
    assertThat(read(edit.text()).toString()).isEqualTo(edit.meant().toString());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> read(String text) {
    // Read at once: the reader fails where its buffer ends amid a character of two.
    LoadSettings whole = LoadSettings.builder().setBufferSize(text.length() + 1).build();
    Object loaded = new Load(whole).loadFromString(text);
    return (Map<String, Object>) loaded;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> connections(Map<String, Object> all) {
    return (Map<String, Object>) Objects.requireNonNull(all.get("connections"));
  }

  private static Edit edit(String before, ConfigurationSketch sketch, RandomGenerator random)
      throws UneditableException {
    Map<String, Object> meant = read(before);
    Map<String, Object> connections = connections(meant);
    List<String> names = sketch.connections();
    String name = names.get(random.nextInt(names.size()));
    ConnectionsText text = ConnectionsText.of(before);
    int behind = last(sketch, line -> line.connection().equals(name)) + 1;
    return switch (random.nextInt(5)) {
      case 0 -> {
        SequencedMap<String, YamlValue> keys = new LinkedHashMap<>();
        keys.put("type", new YamlValue.Text("nats"));
        keys.put("servers", new YamlValue.Texts(List.of(value(random), value(random))));
        connections.put("new", plain(keys));
        int end = last(sketch, line -> !line.connection().isEmpty()) + 1;
        yield new Edit(text.withAdded("new", keys), end, end, meant);
      }
      case 1 -> {
        Map<String, Object> next = new LinkedHashMap<>();
        connections.forEach(
            (key, entry) -> {
              next.put(key, entry);
              if (key.equals(name)) {
                next.put("copy", entry);
              }
            });
        meant.put("connections", next);
        yield new Edit(text.withCopy(name, "copy"), behind, behind, meant);
      }
      case 2 -> {
        connections.remove(name);
        int from =
            connections.isEmpty()
                ? first(sketch, line -> line.text().startsWith("connections:"))
                : first(sketch, line -> line.connection().equals(name));
        yield new Edit(text.without(name), from, behind, meant);
      }
      default -> change(sketch, text, name, meant, random);
    };
  }

  private static Edit change(
      ConfigurationSketch sketch,
      ConnectionsText text,
      String name,
      Map<String, Object> meant,
      RandomGenerator random)
      throws UneditableException {
    @SuppressWarnings("unchecked")
    Map<String, Object> entry =
        (Map<String, Object>) Objects.requireNonNull(connections(meant).get(name));
    List<String> keys = List.copyOf(entry.keySet());
    String key = random.nextInt(4) == 0 ? "further" : keys.get(random.nextInt(keys.size()));
    boolean goes = keys.contains(key) && keys.size() > 1 && random.nextInt(3) == 0;
    Optional<YamlValue> wanted =
        goes
            ? Optional.empty()
            : Optional.of(
                key.equals("servers")
                    ? new YamlValue.Texts(values(random))
                    : new YamlValue.Text(value(random)));
    wanted.ifPresentOrElse(value -> entry.put(key, plain(value)), () -> entry.remove(key));
    LinkedHashMap<String, Optional<YamlValue>> changes = new LinkedHashMap<>();
    changes.put(key, wanted);
    int behind = last(sketch, line -> line.connection().equals(name)) + 1;
    int from = behind;
    int to = behind;
    if (sketch.isFlow(name)) {
      from = first(sketch, line -> line.connection().equals(name));
    } else if (keys.contains(key)) {
      Predicate<Line> own = line -> line.connection().equals(name) && line.key().equals(key);
      from = first(sketch, own);
      to = last(sketch, own) + 1;
    }
    return new Edit(text.withChanged(name, name, changes), from, to, meant);
  }

  private static String value(RandomGenerator random) {
    return ConfigurationSketch.VALUES.get(random.nextInt(ConfigurationSketch.VALUES.size()));
  }

  private static List<String> values(RandomGenerator random) {
    List<String> values = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      values.add(value(random));
    }
    return values;
  }

  private static Object plain(YamlValue value) {
    return switch (value) {
      case YamlValue.Text(String text) -> text;
      case YamlValue.Texts(List<String> texts) -> texts;
    };
  }

  private static Map<String, Object> plain(SequencedMap<String, YamlValue> keys) {
    Map<String, Object> plain = new LinkedHashMap<>();
    keys.forEach((key, value) -> plain.put(key, plain(value)));
    return plain;
  }

  private static int first(ConfigurationSketch sketch, Predicate<Line> wanted) {
    return (int) sketch.lines().stream().takeWhile(wanted.negate()).count();
  }

  private static int last(ConfigurationSketch sketch, Predicate<Line> wanted) {
    List<Line> lines = sketch.lines();
    int last = lines.size() - 1;
    while (!wanted.test(lines.get(last))) {
      last--;
    }
    return last;
  }
}
