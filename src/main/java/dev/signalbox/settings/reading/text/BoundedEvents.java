package dev.signalbox.settings.reading.text;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * The events of a parser as long as they can be those of a configuration: so that neither the stack
 * nor the memory of whoever makes a tree of them depends on the file.
 */
public final class BoundedEvents implements Parser {
  private static final int DEEPEST = 50;
  private static final int MOST_ALIASES = 1_000;
  private static final int MOST_NODES = 50_000;

  private final Parser parser;
  private int line = 1;
  private int depth;
  private int aliases;
  private int nodes;

  public BoundedEvents(Parser parser) {
    this.parser = parser;
  }

  /** There is more of something than a configuration has. */
  public static final class BeyondReasonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeyondReasonException(String message) {
      super(message);
    }
  }

  /** Where the last event began, counted from 1. */
  public int line() {
    return line;
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    line = event.getStartMark().map(Mark::getLine).orElse(line - 1) + 1;
    switch (event.getEventId()) {
      case SequenceStart, MappingStart -> {
        depth++;
        nodes++;
      }
      case SequenceEnd, MappingEnd -> depth--;
      case Alias -> aliases++;
      case Scalar -> nodes++;
      case Comment, StreamStart, StreamEnd, DocumentStart, DocumentEnd -> {}
    }
    require(depth <= DEEPEST, "lists or mappings nested too deeply");
    require(aliases <= MOST_ALIASES, "more than 1,000 aliases");
    require(nodes <= MOST_NODES, "more than 50,000 keys and values");
    return event;
  }

  private static void require(boolean reasonable, String otherwise) {
    if (!reasonable) {
      throw new BeyondReasonException(otherwise);
    }
  }
}
