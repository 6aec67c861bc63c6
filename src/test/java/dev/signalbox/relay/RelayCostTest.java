package dev.signalbox.relay;

import static dev.signalbox.relay.RelayTestBed.awaitAcknowledged;
import static dev.signalbox.relay.RelayTestBed.stop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.Askers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a term asks the servers beside its rows: each thing once. */
@Timeout(120)
class RelayCostTest {
  private static final int BAD_ROWS = 12;

  @AutoClose private final NotesBed notes = new NotesBed();
  private final RelayTestBed bed = notes.relays;

  /** The server's own list of what it was asked. */
  private List<String> asked() throws Exception {
    List<String> asked = new ArrayList<>();
    try (Connection connection = bed.mariaDb.connect(bed.mariaDb.administrator());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT argument FROM mysql.general_log WHERE command_type IN ('Query', 'Execute')"
                    + " AND argument NOT LIKE '%general_log%'")) {
      while (rows.next()) {
        asked.add(rows.getString(1));
      }
    }
    return asked;
  }

  private void insertBadAndGoodRows() throws Exception {
    for (int row = 1; row <= BAD_ROWS; row++) {
      notes.insert(2 * row - 1, "2024-00-15", "'bad'");
      notes.insert(2 * row, "2026-01-01", "'good'");
    }
  }

  private void relayAll() {
    Relay relay = bed.relay(NotesBed.diverting());
    relay.start(Askers.TEST);
    awaitAcknowledged(relay, BAD_ROWS);
    stop(relay);
    assertThat(relay.snapshot().counters().diverted()).isEqualTo(BAD_ROWS);
  }

  @Test
  void theSourcesCatalogIsAskedOnceInATermHoweverManyRowsAreBad() throws Exception {
    notes.createAll();
    insertBadAndGoodRows();
    bed.execute("SET GLOBAL log_output = 'TABLE', GLOBAL general_log = ON");
    try {
      relayAll();
      List<String> asked = asked();
      assertThat(asked).filteredOn(sql -> sql.contains("information_schema.COLUMNS")).hasSize(1);
      assertThat(asked).filteredOn(sql -> sql.contains("information_schema.STATISTICS")).hasSize(1);
      assertThat(asked).filteredOn(sql -> sql.contains("WSREP_ON")).hasSize(1);
    } finally {
      bed.execute("SET GLOBAL general_log = OFF, GLOBAL log_output = 'FILE'");
      bed.execute("TRUNCATE TABLE mysql.general_log");
    }
  }

  @Test
  void theEndOfTheStreamIsReadOnceInATermHoweverManyRowsAreBad() throws Exception {
    notes.createAll();
    insertBadAndGoodRows();
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    try (io.nats.client.Connection nats = notes.connect()) {
      var _ =
          nats.createDispatcher(message -> asked.add(message.getSubject())).subscribe("$JS.API.>");
      nats.flush(RelayTestBed.LIMIT);
      relayAll();
      nats.flush(RelayTestBed.LIMIT);
    }

    assertThat(asked)
        .as("%s", asked)
        .filteredOn(subject -> subject.contains("STREAM.MSG.GET.TXLOG"))
        .hasSizeLessThan(4);
    assertThat(asked).filteredOn(subject -> subject.contains("CONSUMER.CREATE")).hasSizeLessThan(2);
    assertThat(bed.stream.ids()).hasSize(BAD_ROWS);
  }
}
