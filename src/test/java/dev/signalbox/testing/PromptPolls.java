package dev.signalbox.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Has all tests look often for what they wait for. Awaitility's own interval of a tenth of a second
 * is most of the time of a test that waits for many small things.
 */
public final class PromptPolls implements LauncherSessionListener {
  private static final Duration INTERVAL = Duration.ofMillis(10);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultPollInterval(INTERVAL);
  }
}
