package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final Path FILE = Path.of("/tmp/signalbox.yaml");

  @Test
  void theConsolePollsAtOnceWithTheSandboxConfiguration() {
    assertThat(Sandbox.consoleArguments(FILE, false))
        .containsExactly("--config", FILE.toString(), "--start");
    assertThat(Sandbox.consoleArguments(FILE, true))
        .containsExactly("--config", FILE.toString(), "--start", "--headless");
  }

  @Test
  void onlyLinuxCanBeWithoutADisplay() {
    assertThat(Sandbox.hasDisplay("Linux", Map.of())).isFalse();
    assertThat(Sandbox.hasDisplay("Linux", Map.of("DISPLAY", ""))).isFalse();
    assertThat(Sandbox.hasDisplay("Linux", Map.of("DISPLAY", ":0"))).isTrue();
    assertThat(Sandbox.hasDisplay("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isTrue();
    assertThat(Sandbox.hasDisplay("Mac OS X", Map.of())).isTrue();
  }
}
