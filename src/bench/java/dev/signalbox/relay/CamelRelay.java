package dev.signalbox.relay;

import dev.signalbox.sandbox.SandboxSchema;
import io.nats.client.Connection;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a user of Apache Camel writes who wants every row acknowledged, in order: a consumer that
 * polls the table page by page from a position on, a split into rows, a producer for JetStream, and
 * one update of the position behind each page.
 *
 * <p>Threading: for one thread, beside that of its route.
 */
final class CamelRelay implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String PAGES =
      "sql:SELECT * FROM TXLOG_EVENTS WHERE ID > :#${bean:position.id}"
          + " ORDER BY ID LIMIT "
          + EventPages.PAGE
          + "?dataSource=#database&useIterator=false&greedy=true&initialDelay=0&delay=1";
  private static final String STREAM =
      "nats:%s?connection=#nats&jetstreamEnabled=true&jetstreamName=%s"
          .formatted(SandboxSchema.SUBJECT, SandboxSchema.STREAM);
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Position position = new Position();
  private final String source;
  private final IntConsumer recorded;

  /** Up to where it has relayed; read by its route. */
  public static final class Position {
    private volatile long id;

    /** As the route's text names it. */
    public long getId() {
      return id;
    }
  }

  /**
   * Ready to begin.
   *
   * @param source what the message ids begin with
   * @param recorded told the id of the last row that is, behind each page
   */
  CamelRelay(DataSource database, Connection nats, String source, IntConsumer recorded)
      throws Exception {
    this.source = source;
    this.recorded = recorded;
    try (java.sql.Connection committing = database.getConnection()) {
      EventPages.beginCheckpoint(committing, source);
    }
    camel.getRegistry().bind("database", database);
    camel.getRegistry().bind("nats", nats);
    camel.getRegistry().bind("position", position);
    RouteBuilder.addRoutes(camel, this::route);
    camel.start();
  }

  private void route(RouteBuilder builder) {
    builder
        .from(PAGES)
        .routeId(source)
        .autoStartup(false)
        .split(builder.body())
        .stopOnException()
        .process(this::write)
        .to(STREAM)
        .end()
        .process(this::advance)
        .to(checkpoint())
        .process(_ -> recorded.accept(Math.toIntExact(position.id)));
  }

  private String checkpoint() {
    return ("sql:UPDATE BENCH_CHECKPOINT SET POSITION = :#${bean:position.id},"
            + " PROCESSED = PROCESSED + :#${body.size} WHERE SOURCE = '%s'?dataSource=#database")
        .formatted(source);
  }

  /** Begins, and goes on until it is closed. */
  void start() throws Exception {
    camel.getRouteController().startRoute(source);
  }

  private void write(Exchange exchange) {
    Map<?, ?> row = exchange.getMessage().getBody(Map.class);
    ByteArrayOutputStream text = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      row.forEach(
          (name, value) -> {
            json.writeName(String.valueOf(name));
            json.writeString(String.valueOf(value));
          });
      json.writeEndObject();
    }
    String timestamp = String.valueOf(row.get("EVENT_TIMESTAMP"));
    EventPages.headers(source, timestamp, String.valueOf(row.get("ID")))
        .forEach(exchange.getMessage()::setHeader);
    exchange.getMessage().setBody(text.toByteArray());
  }

  private void advance(Exchange exchange) {
    List<?> page = exchange.getMessage().getBody(List.class);
    if (page.getLast() instanceof Map<?, ?> row && row.get("ID") instanceof Number id) {
      position.id = id.longValue();
    }
  }

  @Override
  public void close() {
    camel.stop();
  }
}
