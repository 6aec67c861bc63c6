package dev.signalbox.relay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.settings.DatabaseKind;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lines of a declared type, a value of it in SQL and what is published of that, as JSON. All are
 * columns of one table, with one row of the values and one of nothing but NULL.
 */
record GoldenTypes(List<Line> lines) {
  record Line(String type, String value, String json) {
    private static Line parse(String line) {
      String[] parts = line.split("\\|", -1);
      return new Line(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }
  }

  static GoldenTypes parse(String text) {
    return new GoldenTypes(
        text.lines().filter(line -> line.contains("|")).map(Line::parse).toList());
  }

  /** The same without the lines of these types. */
  GoldenTypes without(String beginning) {
    return new GoldenTypes(
        lines.stream().filter(line -> !line.type().startsWith(beginning)).toList());
  }

  /** What stands between the brackets of CREATE TABLE. */
  String columns() {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> "C%d %s NULL".formatted(i, lines.get(i).type()))
        .collect(Collectors.joining(", "));
  }

  String names() {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> "C" + i)
        .collect(Collectors.joining(", "));
  }

  /** What stands between the brackets of VALUES. */
  String values() {
    return lines.stream().map(Line::value).collect(Collectors.joining(", "));
  }

  /** The same for the row without any. */
  String nothing() {
    return lines.stream().map(_ -> "NULL").collect(Collectors.joining(", "));
  }

  /** The lines as both rows really are, to be compared with what they should be. */
  static List<String> encoded(DatabaseKind database, ResultSet rows) throws SQLException {
    RowEncoder encoder = RowEncoder.of(database, rows.getMetaData(), SelectedColumns.whole());
    List<String> encoded = new ArrayList<>();
    while (rows.next()) {
      encoded.add(new String(encoder.encode(rows), StandardCharsets.UTF_8));
    }
    return encoded;
  }

  void assertPublished(List<String> encoded) {
    assertThat(encoded).hasSize(2);
    assertThat(fields(encoded.getFirst())).containsExactlyElementsOf(lines);
    assertThat(encoded.getLast()).isEqualTo(row(lines.stream().map(_ -> "null").toList()));
  }

  /** The very bytes of each field: what a parser makes of them would be the same for 1 and 1.0. */
  private List<Line> fields(String encoded) {
    List<Line> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int from = encoded.indexOf("\"C%d\":".formatted(i)) + "\"C%d\":".formatted(i).length();
      int next = encoded.indexOf(",\"C%d\":".formatted(i + 1));
      String json = encoded.substring(from, next < 0 ? encoded.length() - 1 : next);
      found.add(new Line(lines.get(i).type(), lines.get(i).value(), json));
    }
    return found;
  }

  private static String row(List<String> values) {
    return IntStream.range(0, values.size())
        .mapToObj(i -> "\"C%d\":%s".formatted(i, values.get(i)))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
