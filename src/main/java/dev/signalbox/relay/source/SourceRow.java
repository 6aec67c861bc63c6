package dev.signalbox.relay.source;

import dev.signalbox.relay.state.Position;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** One row, ready to be published. Immutable as long as nobody writes into its payload. */
public final class SourceRow {
  private static final JsonFactory JSON = new JsonFactory();

  private final Position position;
  private final byte[] payload;
  private final boolean late;

  public SourceRow(Position position, byte[] payload) {
    this(position, payload, false);
  }

  private SourceRow(Position position, byte[] payload, boolean late) {
    this.position = position;
    this.payload = payload;
    this.late = late;
  }

  /** One that was not visible when its turn was. */
  public static SourceRow late(Position position, byte[] payload) {
    return new SourceRow(position, payload, true);
  }

  /** Whether rows behind it were relayed before it. */
  public boolean isLate() {
    return late;
  }

  public Position position() {
    return position;
  }

  /** The column whose value takes most of the payload. */
  public String largestColumn() {
    String largest = "";
    String column = "";
    long most = -1;
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.PROPERTY_NAME) {
        column = json.currentName();
        json.nextToken();
        int size = json.getStringLength();
        if (size > most) {
          most = size;
          largest = column;
        }
      }
    } catch (StreamConstraintsException e) {
      // Larger than what is read of a value, so it is this one.
      return column;
    }
    return largest;
  }

  /** JSON; the very array, which is kept until the row is acknowledged and must not be changed. */
  public byte[] payload() {
    return payload;
  }
}
