package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opens a window without more ado, and what is first to be understood as a command. */
class WindowRequestTest {
  @Test
  void nothingAtAllAsksForAWindow() {
    assertThat(plain("")).contains(new Main.WindowRequest(Optional.empty(), false));
  }

  @Test
  void aFileAndAStartComeInAnyOrder() {
    Main.WindowRequest both = new Main.WindowRequest(Optional.of(Path.of("a.yaml")), true);

    assertThat(plain("--config a.yaml --start")).contains(both);
    assertThat(plain("--start --config a.yaml")).contains(both);
    assertThat(plain("--config check"))
        .contains(new Main.WindowRequest(Optional.of(Path.of("check")), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--config",
        "--config --start",
        "--config a.yaml --config b.yaml",
        "--config=a.yaml",
        "--start --start",
        "--start=false",
        "--headless",
        "--config a.yaml --headless",
        "--help",
        "--version",
        "--fleet fleet.yaml",
        "check",
        "--config a.yaml check",
        "--start a.yaml",
        "-h",
        "--",
        "@a.yaml"
      })
  void allElseIsForTheCommandLine(String arguments) {
    assertThat(plain(arguments)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0"})
  void whatIsNoNameIsForTheCommandLine(String name) {
    assertThat(Main.WindowRequest.plain(List.of("--config", name))).isEmpty();
  }

  private static Optional<Main.WindowRequest> plain(String arguments) {
    return Main.WindowRequest.plain(
        arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));
  }
}
