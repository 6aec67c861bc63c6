package dev.signalbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SandboxEngineTest {
  private static final List<SandboxEngine> FURTHER =
      IntStream.range(0, 6).mapToObj(SandboxEngine::further).toList();

  @Test
  void eachHasANameOfItsOwn() {
    assertThat(FURTHER)
        .extracting(SandboxEngine::name)
        .containsExactly("engine-2", "engine-3", "engine-4", "engine-5", "engine-6", "engine-7")
        .doesNotContain(SandboxEngine.FIRST.name());
  }

  @Test
  void everyThirdStandsByForTheOneBeforeIt() {
    assertThat(FURTHER)
        .extracting(SandboxEngine::relay)
        .containsExactly("mirror-2", "mirror-3", "mirror-3", "mirror-5", "mirror-6", "mirror-6");
    assertThat(FURTHER.get(2).environment()).isEqualTo(FURTHER.get(1).environment());
    assertThat(FURTHER.get(2).group()).isEqualTo(FURTHER.get(1).group());
  }

  @Test
  void theyAreOfTwoEnvironments() {
    assertThat(FURTHER)
        .extracting(SandboxEngine::environment)
        .containsExactly(
            "sandbox", "production", "production", "sandbox", "production", "production");
  }
}
