package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CaseLifecyclesTest {
  private static final int EVENTS = 2_000;

  private final CaseLifecycles cases = new CaseLifecycles(new Random(7));
  private final List<CaseEvent> events = Stream.generate(cases::next).limit(EVENTS).toList();

  @Test
  void everyCaseBeginsWithItsOrderAndClosesAtMostOnceAtItsEnd() {
    Map<String, List<String>> typesByCase =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    CaseEvent::caseId, Collectors.mapping(CaseEvent::type, Collectors.toList())));

    assertThat(typesByCase).hasSizeGreaterThan(200).containsKey("CASE-004711");
    assertThat(typesByCase.values())
        .allSatisfy(
            types -> {
              assertThat(types.getFirst()).isEqualTo("ORDER_RECEIVED");
              assertThat(types).doesNotHaveDuplicates();
              if (types.contains("CASE_CLOSED")) {
                assertThat(types.getLast()).isEqualTo("CASE_CLOSED");
              }
            });
  }

  @Test
  void severalCasesAreUnderWayAtATime() {
    assertThat(events.subList(0, 30).stream().map(CaseEvent::caseId).distinct().count())
        .isBetween(5L, 20L);
  }

  @Test
  void everyEventCarriesAJsonObject() {
    JsonMapper mapper = JsonMapper.shared();
    assertThat(events)
        .allSatisfy(event -> assertThat(mapper.readTree(event.data()).isObject()).isTrue());
  }
}
