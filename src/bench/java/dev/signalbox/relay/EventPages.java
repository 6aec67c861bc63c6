package dev.signalbox.relay;

import dev.signalbox.sandbox.SandboxSchema;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The table and the checkpoint as somebody uses them who writes a relay for this one table by hand:
 * pages by position, the same text and ids as the relay's, and one row that is updated.
 *
 * <p>Threading: reading for one thread, committing for one.
 */
final class EventPages implements AutoCloseable {
  static final int PAGE = 1000;
  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter POSITION =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS", Locale.ROOT);
  private static final DateTimeFormatter VALUE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private final String source;
  private final Connection reading;
  private final Connection committing;
  private final PreparedStatement query;
  private final PreparedStatement commit;
  private LocalDateTime time = LocalDateTime.of(1900, 1, 1, 0, 0);
  private long id;

  /**
   * @param source what the message ids begin with
   */
  EventPages(BenchSource table, Connection committing, String source) throws SQLException {
    beginCheckpoint(committing, source);
    this.source = source;
    this.reading = table.connect();
    this.committing = committing;
    this.query =
        reading.prepareStatement(
            "SELECT * FROM %s WHERE EVENT_TIMESTAMP >= ? AND (EVENT_TIMESTAMP > ? OR ID > ?)"
                    .formatted(table.table().table())
                + " ORDER BY EVENT_TIMESTAMP, ID "
                + table.limit());
    query.setFetchSize(table.fetchedAtOnce());
    this.commit =
        committing.prepareStatement(
            "UPDATE BENCH_CHECKPOINT SET POSITION = ?, PROCESSED = PROCESSED + ?"
                + " WHERE SOURCE = ?");
  }

  /** Makes the row that {@link #commit} updates. */
  static void beginCheckpoint(Connection committing, String source) throws SQLException {
    try (Statement create = committing.createStatement()) {
      create.execute(
          "CREATE TABLE IF NOT EXISTS BENCH_CHECKPOINT"
              + " (SOURCE VARCHAR(40) PRIMARY KEY, POSITION VARCHAR(400), PROCESSED BIGINT)");
    }
    try (PreparedStatement begin =
        committing.prepareStatement("REPLACE INTO BENCH_CHECKPOINT VALUES (?, NULL, 0)")) {
      begin.setString(1, source);
      begin.execute();
    }
  }

  /** A page of messages, ready to be published; empty at the end of the table. */
  List<Message> next() throws SQLException {
    query.setObject(1, time);
    query.setObject(2, time);
    query.setLong(3, id);
    query.setInt(4, PAGE);
    List<Message> page = new ArrayList<>(PAGE);
    ByteArrayOutputStream buffer = new ByteArrayOutputStream(1024);
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        id = row.getLong(1);
        time = row.getObject(5, LocalDateTime.class);
        buffer.reset();
        write(row, buffer);
        page.add(message(buffer.toByteArray()));
      }
    }
    return page;
  }

  private void write(ResultSet row, ByteArrayOutputStream buffer) throws SQLException {
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), buffer)) {
      json.writeStartObject();
      json.writeName("ID");
      json.writeString(Long.toString(id));
      json.writeName("CASE_ID");
      json.writeString(row.getString(2));
      json.writeName("EVENT_TYPE");
      json.writeString(row.getString(3));
      json.writeName("EVENT_DATA");
      json.writeString(row.getString(4));
      json.writeName("EVENT_TIMESTAMP");
      json.writeString(VALUE.format(time));
      json.writeName("CREATED_AT");
      json.writeString(VALUE.format(row.getObject(6, LocalDateTime.class)));
      json.writeEndObject();
    }
  }

  private Message message(byte[] data) {
    Headers headers = new Headers();
    headers(source, POSITION.format(time), Long.toString(id)).forEach(headers::put);
    return NatsMessage.builder().subject(SandboxSchema.SUBJECT).headers(headers).data(data).build();
  }

  /** What everybody's messages have, so that the server has the same to do with them. */
  static Map<String, String> headers(String source, String timestamp, String id) {
    return Map.of(
        "Nats-Msg-Id",
        source + ":" + timestamp + ":" + id,
        "Sbx-Pos",
        timestamp + " / " + id,
        "Nats-Expected-Stream",
        SandboxSchema.STREAM,
        "Sbx-Epoch",
        "1");
  }

  /** Says that a page is stored. */
  void commit(List<Message> page) throws SQLException {
    commit.setString(1, page.getLast().getHeaders().getFirst("Sbx-Pos"));
    commit.setInt(2, page.size());
    commit.setString(3, source);
    commit.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    reading.close();
    committing.close();
  }
}
