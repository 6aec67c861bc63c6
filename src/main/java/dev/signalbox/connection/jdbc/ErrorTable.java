package dev.signalbox.connection.jdbc;

import dev.signalbox.connection.state.FailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the errors of one database mean, from a file that is laid out as data: on each line a class,
 * error numbers or words of the driver in quotes, and a next step. Immutable.
 */
final class ErrorTable {
  private static final Pattern KEY = Pattern.compile("(\\d+)|\"([^\"]+)\"");

  private final List<Row> rows;
  private final Map<Integer, ErrorExplanation> byNumber = new HashMap<>();

  /** One line of the file. */
  record Row(ErrorExplanation explanation, List<Integer> numbers, List<String> words) {
    Row {
      numbers = List.copyOf(numbers);
      words = List.copyOf(words);
    }
  }

  private ErrorTable(List<Row> rows) {
    this.rows = List.copyOf(rows);
    for (Row row : rows) {
      row.numbers().forEach(number -> byNumber.put(number, row.explanation()));
    }
  }

  /** Reads {@code /failures/NAME.txt} of the program itself. */
  static ErrorTable of(String name) {
    String file = "/failures/" + name + ".txt";
    try (InputStream bytes = ErrorTable.class.getResourceAsStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(bytes, file), StandardCharsets.UTF_8))) {
      return new ErrorTable(
          lines
              .lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(ErrorTable::row)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split(" \\| ", 3);
    FailureKind kind =
        Arrays.stream(FailureKind.values())
            .filter(each -> each.word().equals(cells[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("No class of failure: " + line));
    List<Integer> numbers = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (Matcher key = KEY.matcher(cells[1]); key.find(); ) {
      if (key.group(1) != null) {
        numbers.add(Integer.valueOf(key.group(1)));
      } else {
        words.add(key.group(2));
      }
    }
    return new Row(new ErrorExplanation(kind, cells[2]), numbers, words);
  }

  /** All of it, in the file's order. */
  List<Row> rows() {
    return rows;
  }

  Optional<ErrorExplanation> ofNumber(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  /** By what a driver says that gives no number. */
  Optional<ErrorExplanation> ofMessage(String message) {
    return rows.stream()
        .filter(row -> row.words().stream().anyMatch(message::contains))
        .map(Row::explanation)
        .findFirst();
  }
}
