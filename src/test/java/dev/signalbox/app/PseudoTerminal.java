package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A terminal that shows what is written to it, until it is paused: then whoever writes blocks. */
final class PseudoTerminal implements AutoCloseable {
  private final Process holder;
  private final Path device;
  private final List<String> shown = new CopyOnWriteArrayList<>();

  private PseudoTerminal(Process holder, Path device) {
    this.holder = holder;
    this.device = device;
    Thread.ofPlatform().daemon().name("terminal").start(this::show);
  }

  /** Opens one; {@code script} of util-linux holds it. */
  static PseudoTerminal open(Path folder) throws IOException {
    Path name = folder.resolve("terminal");
    Process holder =
        new ProcessBuilder(
                "script", "-q", "-f", "-c", "tty > '" + name + "'; exec sleep 300", "/dev/null")
            .redirectErrorStream(true)
            .start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Files.exists(name) && Files.readString(name).endsWith("\n"));
    return new PseudoTerminal(holder, Path.of(Files.readString(name).strip()));
  }

  Path device() {
    return device;
  }

  private void show() {
    try (BufferedReader lines = holder.inputReader()) {
      lines.lines().forEach(shown::add);
    } catch (UncheckedIOException | IOException e) {
      // It has been closed.
    }
  }

  void awaitShown(String part) {
    Awaitility.await()
        .atMost(BuiltProgram.PATIENCE)
        .until(() -> shown.stream().anyMatch(line -> line.contains(part)));
  }

  /** From now on it takes nothing. */
  void pause() throws IOException, InterruptedException {
    Process stop = new ProcessBuilder("kill", "-STOP", Long.toString(holder.pid())).start();
    assertThat(stop.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(stop.exitValue()).isZero();
  }

  @Override
  public void close() throws InterruptedException {
    holder.destroyForcibly();
    assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
