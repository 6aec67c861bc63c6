package dev.signalbox.ui.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.collections.ListChangeListener;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.Test;

class ToneTest {
  private final Rectangle node = new Rectangle();

  @Test
  void aNodeHasOneTone() {
    Tone.DANGER.applyTo(node);
    Tone.SUCCESS.applyTo(node);
    assertThat(node.getStyleClass()).containsExactly("tone-success");
  }

  @Test
  void theSameToneAgainIsNoChange() {
    Tone.DANGER.applyTo(node);
    AtomicInteger changes = new AtomicInteger();
    node.getStyleClass().addListener((ListChangeListener<String>) _ -> changes.incrementAndGet());

    Tone.DANGER.applyTo(node);
    assertThat(changes).hasValue(0);
    Tone.MUTED.applyTo(node);
    assertThat(changes).hasPositiveValue();
  }
}
