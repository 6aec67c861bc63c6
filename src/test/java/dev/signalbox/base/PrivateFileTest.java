package dev.signalbox.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void itTakesThePlaceOfWhatWasThereAndOnlyItsOwnerMayReadIt() throws IOException {
    Path file = Files.writeString(folder.resolve("told.txt"), "before");
    PrivateFile.replace(file, out -> out.write("after".getBytes(UTF_8)));
    assertThat(file).hasContent("after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(OwnerOnly.FILE);
    assertThat(folder.toFile().list()).containsExactly("told.txt");
  }

  @Test
  void whatFailsHalfWayLeavesWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("told.txt"), "before");
    assertThatThrownBy(
            () ->
                PrivateFile.replace(
                    file,
                    out -> {
                      out.write("aft".getBytes(UTF_8));
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertThat(file).hasContent("before");
    assertThat(folder.toFile().list()).containsExactly("told.txt");
  }

  /** A copy of many megabytes takes its time, in which somebody else looks all the while. */
  @Test
  void whileAFileIsChangedNobodyElseCanReadWhatIsWritten() throws Exception {
    Path file = folder.resolve("settings.yaml");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(64 << 20);
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Set<String> seen = ConcurrentHashMap.newKeySet();
    CountDownLatch looked = new CountDownLatch(1);
    AtomicBoolean over = new AtomicBoolean();
    Thread other =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    othersSeen(file).ifPresent(seen::add);
                    if (!seen.isEmpty()) {
                      looked.countDown();
                    }
                  }
                });

    PrivateFile.change(
        file,
        () -> {},
        out -> {
          await(looked);
          out.write("after".getBytes(UTF_8));
        });
    over.set(true);
    other.join();

    assertThat(seen).containsExactly(OwnerOnly.FOLDER);
    assertThat(file).hasContent("after");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(folder.toFile().list()).containsExactly("settings.yaml");
  }

  /** The permissions of what lies beside the file. */
  private Optional<String> othersSeen(Path file) {
    try (Stream<Path> all = Files.list(folder)) {
      Optional<Path> beside = all.filter(each -> !each.equals(file)).findAny();
      return beside.isPresent()
          ? Optional.of(PosixFilePermissions.toString(Files.getPosixFilePermissions(beside.get())))
          : Optional.empty();
    } catch (IOException e) {
      // It has gone meanwhile.
      return Optional.empty();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("nobody has looked");
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  @Test
  void whatAnEarlierProcessHasLeftIsInNobodysWay() throws Exception {
    Path file = Files.writeString(folder.resolve("settings.yaml"), "before");
    Path precious =
        Files.writeString(Files.createDirectory(folder.resolve("p")).resolve("draft"), "");
    Path room = folder.resolve("settings.yaml.%d.part".formatted(ProcessHandle.current().pid()));
    Files.createDirectory(room);
    Files.writeString(room.resolve("draft"), "half");
    PrivateFile.change(file, () -> {}, out -> out.write("one".getBytes(UTF_8)));
    assertThat(file).hasContent("one");

    Files.createSymbolicLink(room, precious.getParent());
    PrivateFile.change(file, () -> {}, out -> out.write("two".getBytes(UTF_8)));
    assertThat(file).hasContent("two");
    assertThat(precious).exists();
    assertThat(room).doesNotExist();
  }
}
