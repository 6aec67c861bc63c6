package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnlyNewsTest {
  @Test
  void whatIsNoNewsAfterTheLastNewsIsNotPassedOn() {
    List<String> heard = new ArrayList<>();
    OnlyNews<String> news =
        new OnlyNews<>((now, before) -> now.charAt(0) != before.charAt(0), heard::add);

    List.of("a1", "a2", "b1", "b2", "b3", "a3").forEach(news);

    assertThat(heard).containsExactly("a1", "b1", "a3");
  }
}
