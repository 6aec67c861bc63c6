package dev.signalbox.fleet.wire;

import dev.signalbox.base.ForeignText;
import dev.signalbox.connection.state.Failure;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as JSON and back. Every message says which version it is of; one of a later version is not
 * read, and fields that are unknown in this one are read past. Nothing that comes in is trusted:
 * its size and depth are bounded, and values cut and escape their own texts.
 *
 * <p>Immutable; making one takes a while, so one is made and shared.
 */
public final class WireFormat {
  /** A message is at most so large: what nats-server lets through unless told otherwise. */
  public static final int MOST_BYTES = 1 << 20;

  private static final int VERSION = 1;
  private static final String VERSION_FIELD = "v";
  private static final int DEEPEST = 40;

  private final JsonMapper mapper;
  private final Duration shift;
  private final StateReader states = new StateReader(this);

  /** Takes all times as they are. */
  public WireFormat() {
    this(
        WireShapes.of(
            JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxDocumentLength(MOST_BYTES)
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())),
        Duration.ZERO);
  }

  private WireFormat(JsonMapper mapper, Duration shift) {
    this.mapper = mapper;
    this.shift = shift;
  }

  /** The same for messages of a clock that is late by so much: all their times are put right. */
  public WireFormat of(Duration late) {
    return new WireFormat(mapper, late);
  }

  /** As bytes of version 1. */
  public byte[] write(Object message) {
    return bytes(tree(message));
  }

  /**
   * A state without what only its own page shows: earlier connects and stack traces. For where the
   * states of many engines are kept.
   */
  public byte[] writeInBrief(EngineState state) {
    ObjectNode tree = tree(state);
    StateReader.shorten(tree);
    return bytes(tree);
  }

  private ObjectNode tree(Object message) {
    ObjectNode tree = mapper.valueToTree(message);
    tree.put(VERSION_FIELD, VERSION);
    return tree;
  }

  private byte[] bytes(ObjectNode tree) {
    return mapper.writeValueAsBytes(tree);
  }

  /** A state as far as it can be understood. */
  public StateReader.Received readState(byte[] bytes) throws UnreadableException {
    return states.read(checked(bytes));
  }

  /** A message of that type. */
  public <T> T read(byte[] bytes, Class<T> type) throws UnreadableException {
    return value(checked(bytes), type);
  }

  /** The answer to a question about a relay. */
  public <T> Answered<T> readAnswered(byte[] bytes, Class<T> type) throws UnreadableException {
    JsonNode tree = checked(bytes);
    return new Answered<>(
        part(tree, "given", type),
        part(tree, "failed", Failure.class),
        part(tree, "refused", String.class));
  }

  private <T> Optional<T> part(JsonNode tree, String name, Class<T> type)
      throws UnreadableException {
    JsonNode part = tree.path(name);
    return part.isMissingNode() || part.isNull()
        ? Optional.empty()
        : Optional.of(value(part, type));
  }

  private JsonNode checked(byte[] bytes) throws UnreadableException {
    JsonNode tree;
    try {
      tree = mapper.readTree(bytes);
    } catch (JacksonException e) {
      throw unreadable(e);
    }
    if (!tree.isObject()) {
      throw new UnreadableException("it is no JSON object");
    }
    int version = Optional.ofNullable(tree.get(VERSION_FIELD)).map(v -> v.asInt(0)).orElse(0);
    if (version != VERSION) {
      throw new UnreadableException(
          "it is of version %d, and this program understands version %d"
              .formatted(version, VERSION));
    }
    return tree;
  }

  /** Part of a message. */
  <T> T value(JsonNode tree, Class<T> type) throws UnreadableException {
    try {
      T value = mapper.readerFor(type).withAttribute(WireShapes.SHIFT, shift).readValue(tree);
      if (value == null) {
        throw new UnreadableException("there is nothing");
      }
      return value;
    } catch (JacksonException e) {
      throw unreadable(e);
    }
  }

  /** What somebody else has written may be repeated in its words. */
  private static UnreadableException unreadable(JacksonException e) {
    return new UnreadableException(ForeignText.line(e.getOriginalMessage(), 300));
  }
}
