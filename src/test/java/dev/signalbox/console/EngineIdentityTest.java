package dev.signalbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.journal.Severity;
import org.junit.jupiter.api.Test;

class EngineIdentityTest {
  @Test
  void theEnvironmentIsAShortPlainWord() {
    assertThat(environment("staging")).isEqualTo("staging");
    assertThat(environment("\u202estaging\n")).isEqualTo("\\u202estaging\\u000a");
    assertThat(environment("x".repeat(60_000))).hasSize(64);
  }

  private static String environment(String configured) {
    return new EngineIdentity(configured, false, "host", 1, Severity.INFO).environment();
  }
}
