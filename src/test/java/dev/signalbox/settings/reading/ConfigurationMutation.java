package dev.signalbox.settings.reading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Spoils a configuration in the ways of typists, editors, disks and people who mean harm. */
final class ConfigurationMutation {
  private static final List<String> TOKENS =
      List.of(
          "&a ",
          "*a",
          "<<: *a",
          "!!binary ",
          "!!int ",
          "!x!y ",
          "? ",
          ": ",
          "- ",
          "-",
          "|",
          ">-",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "%TAG ! x\n",
          "#",
          "'",
          "\"",
          "\"\\u00",
          "\"\\x",
          "{",
          "}",
          "[",
          "]",
          ",",
          "\t",
          "\r",
          "\r\n",
          "\n\n",
          "\u0085",
          "\u2028",
          "\u202e",
          "\ufeff",
          "\0",
          "\u001b[2J",
          "\ud83d\ude00",
          "@",
          "`",
          "null",
          "~",
          "true",
          "ask",
          "0",
          "-1",
          "1e999999999",
          "0x7fffffffffffffff",
          ".inf",
          "9".repeat(40),
          "500ms",
          "1h 1h",
          "$",
          "${",
          "$${",
          "${env:A}",
          "${env:A:-${env:A}}",
          "${file:/dev/zero}",
          "${file:.}",
          "${file:a}",
          "//",
          "a.b",
          "nats://a:b@c",
          "(DESCRIPTION=",
          "[::1]:70000",
          "a.".repeat(300),
          "x".repeat(9_000));

  /** What long values are made of: patterns see many of the same. */
  private static final List<String> BEATS =
      List.of(
          "a", "a.", ".", " ", "-", "(", "((", "=", ",", "a,", "\\\"", "``", "9", "a:", "[", "é");

  private static final int LONGEST_VALUE = 66_000;

  private final RandomGenerator random;

  ConfigurationMutation(RandomGenerator random) {
    this.random = random;
  }

  /** The text after one to six changes, as bytes that need not be text any more. */
  byte[] of(String text) {
    String changed = text;
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      changed =
          switch (random.nextInt(9)) {
            case 0 -> withLongValue(changed);
            case 1, 2, 3, 4 -> withToken(changed);
            default -> withOtherLines(changed);
          };
    }
    byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
    return random.nextInt(3) == 0 ? withOtherBytes(bytes) : bytes;
  }

  /** Puts a token somewhere, or in the place of something. */
  private String withToken(String text) {
    String token = TOKENS.get(random.nextInt(TOKENS.size()));
    int from = random.nextInt(text.length() + 1);
    int to = random.nextBoolean() ? from : Math.min(text.length(), from + random.nextInt(12));
    return text.substring(0, from) + token.repeat(1 + random.nextInt(2)) + text.substring(to);
  }

  /** In the place of the rest of some line with a key in it. */
  private String withLongValue(String text) {
    String beat = BEATS.get(random.nextInt(BEATS.size()));
    int times = random.nextInt(LONGEST_VALUE / beat.length());
    String value = '"' + beat.repeat(times) + (random.nextBoolean() ? "a" : "") + '"';
    int key = text.indexOf(": ", random.nextInt(text.length() + 1));
    int end = key < 0 ? -1 : endOfValue(text, key + 2);
    return end < 0 ? text : text.substring(0, key + 2) + value + text.substring(end);
  }

  private static int endOfValue(String text, int begin) {
    int end = begin;
    while (end < text.length() && ",}\n".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private String withOtherLines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int from = random.nextInt(lines.size());
    List<String> some = lines.subList(from, Math.min(lines.size(), from + 1 + random.nextInt(20)));
    switch (random.nextInt(6)) {
      case 0 -> some.clear();
      case 1 -> Collections.reverse(some);
      case 2 -> some.replaceAll(line -> " ".repeat(random.nextInt(9)) + line);
      case 3 -> some.replaceAll(String::stripLeading);
      case 4 -> lines.addAll(random.nextInt(lines.size()), List.copyOf(some));
      default -> {
        List<String> copy = List.copyOf(some);
        for (int times = random.nextInt(40); times > 0; times--) {
          lines.addAll(copy);
        }
      }
    }
    return String.join("\n", lines);
  }

  private byte[] withOtherBytes(byte[] bytes) {
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    int most = 1 + random.nextInt(bytes.length + 1);
    for (byte each : bytes) {
      switch (random.nextInt(most)) {
        case 0 -> changed.write(random.nextInt(256));
        case 1 -> changed.write(each ^ (1 << random.nextInt(8)));
        case 2 -> {}
        default -> changed.write(each);
      }
    }
    return changed.toByteArray();
  }
}
