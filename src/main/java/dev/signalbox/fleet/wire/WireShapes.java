package dev.signalbox.fleet.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dev.signalbox.connection.state.ConnectionState;
import dev.signalbox.console.Command;
import dev.signalbox.journal.samples.Measure;
import dev.signalbox.journal.samples.Series;
import dev.signalbox.relay.state.RelayState;
import dev.signalbox.shutdown.state.ProgramState;
import dev.signalbox.shutdown.state.ShutdownReason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How values look as JSON: a record as an object of its components, one of several kinds with its
 * kind in the field {@code is}, times and durations as ISO 8601, nothing for what is not there.
 */
final class WireShapes {

  /** By how much times that are read are put right: an attribute of whoever reads. */
  static final Object SHIFT = "shift";

  private WireShapes() {}

  /** One of several kinds. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface OfKinds {}

  static JsonMapper of(JsonMapper.Builder builder) {
    List.of(
            ConnectionState.class,
            ConnectionState.AfterClose.class,
            RelayState.class,
            ProgramState.class,
            ShutdownReason.class,
            Command.class,
            Question.class)
        .forEach(type -> builder.addMixIn(type, OfKinds.class));
    return builder
        .changeDefaultVisibility(
            visibility ->
                visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
        .changeDefaultPropertyInclusion(
            inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
        .changeDefaultNullHandling(_ -> JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        // What has no value of its own for "nothing" must be there: no value has a part that is
        // null.
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
        .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
        .addModule(
            new SimpleModule()
                .addSerializer(Series.class, new SeriesWriter())
                .addDeserializer(Series.class, new SeriesReader())
                .addDeserializer(Instant.class, new InstantReader()))
        .build();
  }

  /** Puts right what a clock says that is late. */
  private static final class InstantReader extends ValueDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      try {
        Instant told = Instant.parse(parser.getString());
        return context.getAttribute(SHIFT) instanceof Duration shift ? told.plus(shift) : told;
      } catch (DateTimeException | ArithmeticException e) {
        throw DatabindException.from(parser, "it is no time", e);
      }
    }
  }

  /**
   * The values of a measure: two lists of numbers, with {@code null} where nothing was measured.
   */
  private static final class SeriesWriter extends ValueSerializer<Series> {
    @Override
    public void serialize(Series series, JsonGenerator json, SerializationContext context) {
      json.writeStartObject();
      json.writeStringProperty("measure", series.measure().name());
      write(json, "low", series, true);
      write(json, "high", series, false);
      json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Series series, boolean low) {
      json.writeArrayPropertyStart(name);
      for (int i = 0; i < series.size(); i++) {
        if (series.isKnown(i)) {
          json.writeNumber(low ? series.low(i) : series.high(i));
        } else {
          json.writeNull();
        }
      }
      json.writeEndArray();
    }
  }

  private static final class SeriesReader extends ValueDeserializer<Series> {
    @Override
    public Series deserialize(JsonParser parser, DeserializationContext context) {
      JsonNode tree = context.readTree(parser);
      Measure measure = context.readTreeAsValue(tree.path("measure"), Measure.class);
      return Series.of(measure, numbers(tree.path("low")), numbers(tree.path("high")));
    }

    private static float[] numbers(JsonNode list) {
      float[] numbers = new float[list.size()];
      IntStream.range(0, numbers.length)
          .forEach(i -> numbers[i] = list.path(i).isNumber() ? list.path(i).asFloat() : Float.NaN);
      return numbers;
    }
  }
}
