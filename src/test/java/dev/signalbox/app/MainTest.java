package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir Path folder;

  @Test
  void anArgumentIsNoFileOfArguments() throws Exception {
    Path file = Files.writeString(folder.resolve("arguments"), "--version");

    assertThat(execute("@" + file)).isEqualTo(ExitCode.UNUSABLE);
    assertThat(execute("check", "@" + file)).isEqualTo(ExitCode.UNUSABLE);
  }

  private static int execute(String... arguments) {
    return Main.execute(
        List.of(arguments), Main.Launch.of(new ProcessEnd(_ -> {}), Configuration::read));
  }
}
