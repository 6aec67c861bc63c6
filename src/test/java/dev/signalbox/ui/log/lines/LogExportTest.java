package dev.signalbox.ui.log.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.journal.LogEntry;
import dev.signalbox.journal.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class LogExportTest {
  @TempDir private Path folder;

  private final LogEntry fine =
      new LogEntry(7, Said.BEGIN, Severity.INFO, Said.NATS, "Connected", Optional.empty());
  private final LogEntry bad =
      new LogEntry(
          8, Said.BEGIN, Severity.ERROR, Said.ORACLE, "say \"ORA\"", Optional.of("at a\nat b"));

  @Test
  void asTextWithDetailsWhatTheFilterLetsThrough() throws Exception {
    Path file = folder.resolve("out.log");
    Files.writeString(file, "older");

    int written =
        export(LogFilter.ALL.withSources(java.util.Set.of(Said.ORACLE)))
            .writeTo(file, LogExport.Form.of(file));

    assertThat(written).isEqualTo(1);
    assertThat(file).hasContent("2026-03-02T10:00:00Z ERROR [oracle] say \"ORA\"\nat a\nat b\n");
  }

  @Test
  void asJsonLinesThatCanBeReadBack() throws Exception {
    Path file = folder.resolve("out.jsonl");

    assertThat(export(LogFilter.ALL).writeTo(file, LogExport.Form.of(file))).isEqualTo(2);

    List<JsonNode> lines =
        Files.readAllLines(file).stream().map(new ObjectMapper()::readTree).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getLast().get("sequence").asLong()).isEqualTo(8);
    assertThat(lines.getLast().get("source").asString()).isEqualTo("connection oracle");
    assertThat(lines.getLast().get("severity").asString()).isEqualTo("error");
    assertThat(lines.getLast().get("details").asString()).isEqualTo("at a\nat b");
    assertThat(lines.getFirst().has("details")).isFalse();
  }

  @Test
  void onlyItsOwnerMayReadItAndNothingElseIsLeft() throws Exception {
    Path file = folder.resolve("out.log");

    export(LogFilter.ALL).writeTo(file, LogExport.Form.TEXT);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("out.log");
  }

  @Test
  void whatCannotBeWrittenLeavesWhatWasThere() throws Exception {
    Path file = Files.createDirectory(folder.resolve("taken"));
    Files.writeString(file.resolve("kept"), "kept");

    assertThatThrownBy(() -> export(LogFilter.ALL).writeTo(file, LogExport.Form.TEXT))
        .isInstanceOf(IOException.class);

    assertThat(file.resolve("kept")).hasContent("kept");
    assertThat(folder.toFile().list()).containsExactly("taken");
  }

  private LogExport export(LogFilter filter) {
    EntryStore store = new EntryStore();
    store.append(List.of(fine, bad));
    return new LogExport(store.snapshot(), filter);
  }
}
