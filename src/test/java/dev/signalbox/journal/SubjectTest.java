package dev.signalbox.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
  @Test
  void aConnectionAndARelayOfOneNameAreTwo() {
    assertThat(Subject.connection("orders")).isNotEqualTo(Subject.relay("orders"));
    assertThat(Subject.connection("orders").label()).isEqualTo("orders");
    assertThat(Subject.relay("orders").label()).isEqualTo("orders");
  }

  @Test
  void asTextItTellsKindAndName() {
    assertThat(Subject.connection("orders")).hasToString("connection orders");
    assertThat(Subject.relay("a.b")).hasToString("relay a.b");
    assertThat(Subject.PROGRAM).hasToString("signalbox");
  }

  @Test
  void itsTextIsReadBack() {
    assertThat(Subject.parse("connection orders")).contains(Subject.connection("orders"));
    assertThat(Subject.parse("relay a.b")).contains(Subject.relay("a.b"));
    assertThat(Subject.parse("signalbox")).contains(Subject.PROGRAM);
    assertThat(Subject.parse("relay signalbox")).contains(Subject.relay("signalbox"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "connection",
        "connection ",
        "queue orders",
        "program signalbox",
        "CONNECTION orders",
        "relay a\u001b[2Jb",
        "relay \u202eredro"
      })
  void anythingElseIsNone(String text) {
    assertThat(Subject.parse(text)).isEmpty();
  }

  @Test
  void aNameIsBounded() {
    String longest = "x".repeat(Subject.NAME_LIMIT);

    assertThat(Subject.parse("relay " + longest)).contains(Subject.relay(longest));
    assertThat(Subject.parse("relay " + longest + "x")).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Subject.relay(longest + "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> Subject.connection(""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Subject(Subject.Kind.PROGRAM, "other"));
  }
}
