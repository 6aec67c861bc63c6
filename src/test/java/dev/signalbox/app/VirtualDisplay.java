package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * An X display of its own without a screen, with a window manager, which closing a window needs.
 */
public final class VirtualDisplay implements AutoCloseable {
  private static final String INSTALL = "apt-get install -y xvfb openbox wmctrl xdotool";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Each look starts a process. */
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Process server;
  private final Process windowManager;
  private final String name;

  private VirtualDisplay(Process server, String name) throws IOException {
    this.server = server;
    this.name = name;
    this.windowManager = started(process("openbox"));
  }

  /**
   * Takes a display number that is free.
   *
   * @param options more of them for the X server
   */
  public static VirtualDisplay start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("Xvfb", "-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"));
    // Else it would throw out the window manager that has only begun to come, as soon as the first
    // one to ask for it has left.
    command.add("-noreset");
    command.addAll(List.of(options));
    Process server =
        started(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    try {
      String number =
          new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      assertThat(number).as("the number of the display").matches("\\d+");
      VirtualDisplay display = new VirtualDisplay(server, ":" + number);
      await("window manager").until(() -> display.succeeds("wmctrl", "-m"));
      return display;
    } catch (Throwable t) {
      server.destroy();
      throw t;
    }
  }

  /** What DISPLAY is to be set to. */
  public String name() {
    return name;
  }

  /** Whether there is a window whose title has this in it. */
  boolean shows(String title) throws IOException, InterruptedException {
    return succeeds("/bin/sh", "-c", "wmctrl -l | grep -q '" + title + "'");
  }

  /** Waits for a window whose title has this in it and that is neither hidden nor iconified. */
  void awaitInSight(String title) {
    await("window " + title + " in sight").until(() -> isInSight(title));
  }

  /** Iconifies the window whose title has this in it. */
  void iconify(String title) {
    await("window " + title)
        .until(
            () ->
                succeeds("xdotool", "search", "--onlyvisible", "--name", title, "windowminimize"));
    await("window " + title + " out of sight").until(() -> !isInSight(title));
  }

  private boolean isInSight(String title) throws IOException, InterruptedException {
    return succeeds("xdotool", "search", "--onlyvisible", "--name", title);
  }

  /** Moves the pointer, which is drawn, into a corner of the screen. */
  void movePointerAway() {
    await("pointer").until(() -> succeeds("xdotool", "mousemove", "0", "0"));
  }

  /** Closes the window whose title has this in it as its user does: the window may refuse. */
  void closeWindow(String title) {
    await("window " + title).until(() -> succeeds("wmctrl", "-c", title));
  }

  /** Likewise, but the window may be gone by now. */
  void closeAgain(String title) throws IOException, InterruptedException {
    boolean asked = succeeds("wmctrl", "-c", title);
    System.out.println("Asked again to close " + title + ": " + asked);
  }

  /**
   * Presses these keys one after the other, such as {@code ctrl+1}, in the window of that title.
   */
  void press(String title, String... keys) {
    press(title, 50, keys);
  }

  /** Likewise, as fast as can be. */
  void pressFast(String title, String... keys) {
    press(title, 0, keys);
  }

  private void press(String title, int delayMillis, String... keys) {
    await("window " + title).until(() -> succeeds("wmctrl", "-a", title));
    List<String> command =
        new ArrayList<>(List.of("xdotool", "key", "--delay", Integer.toString(delayMillis)));
    command.addAll(List.of(keys));
    await("keys").until(() -> succeeds(command.toArray(String[]::new)));
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(LIMIT).pollDelay(Duration.ZERO).pollInterval(INTERVAL);
  }

  private boolean succeeds(String... command) throws IOException, InterruptedException {
    Process process = started(process(command));
    boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
    process.destroy();
    return ended && process.exitValue() == 0;
  }

  private ProcessBuilder process(String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("DISPLAY", name);
    return builder;
  }

  private static Process started(ProcessBuilder builder) throws IOException {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be started; is it installed? %s"
              .formatted(builder.command().getFirst(), INSTALL),
          e);
    }
  }

  @Override
  public void close() {
    windowManager.destroy();
    server.destroy();
    server.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
