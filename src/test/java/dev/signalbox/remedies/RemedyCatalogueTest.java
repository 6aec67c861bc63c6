package dev.signalbox.remedies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * That the list of remedies is about the product as it is; whether they are noticed takes longer.
 */
class RemedyCatalogueTest {
  private static final Path PRODUCT = Path.of("src", "main", "java", "dev", "signalbox");
  private static final Path TESTS = Path.of("src", "test", "java");

  static Stream<Remedy> remedies() throws IOException {
    return RemedyCatalogue.read(Path.of("src", "bench", "remedies.yaml")).stream();
  }

  @ParameterizedTest
  @MethodSource("remedies")
  void whatIsTakenOutIsThere(Remedy remedy) throws IOException {
    String changed = "";
    for (Remedy.Change change : remedy.changes()) {
      String source = Files.readString(PRODUCT.resolve(change.file()));
      assertThat(source + changed).as(change.file()).contains(change.from());
      // A further change may be about what an earlier one has put there.
      changed += change.to();
    }
  }

  @ParameterizedTest
  @MethodSource("remedies")
  void whoHasToNoticeIsThere(Remedy remedy) throws IOException {
    for (String test : remedy.tests()) {
      String[] parts = test.split("#", 2);
      Path file = TESTS.resolve(parts[0].replace('.', '/') + ".java");
      assertThat(file).exists();
      if (parts.length > 1) {
        assertThat(Files.readString(file)).contains(" " + parts[1] + "(");
      }
    }
  }

  @Test
  void noNameIsGivenTwice() throws IOException {
    List<String> names = remedies().map(r -> r.hazard().split(" ", 2)[0]).toList();
    Set<String> different = new HashSet<>(names);
    assertThat(different).hasSameSizeAs(names);
  }
}
