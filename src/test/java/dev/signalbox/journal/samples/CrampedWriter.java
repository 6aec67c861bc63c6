package dev.signalbox.journal.samples;

import dev.signalbox.journal.samples.SampleTrial.Run;
import java.nio.file.Path;

/**
 * A process that writes samples where there is no room, and then where there is. It is started with
 * a limit on the size of files, which cuts a write short just as a full disk does, and lifts that
 * itself. It says what has been logged before and after.
 */
final class CrampedWriter {
  private CrampedWriter() {}

  public static void main(String[] arguments) throws Exception {
    try (SampleTrial trial = new SampleTrial(Path.of(arguments[0]))) {
      Run run = trial.begin();
      run.second(100);
      run.written();
      run.written();
      System.out.println("cramped " + trial.messages());
      new ProcessBuilder(
              "prlimit", "--pid", "" + ProcessHandle.current().pid(), "--fsize=unlimited")
          .start()
          .waitFor();
      run.written();
      System.out.println("roomy " + trial.messages());
      System.out.println("ended " + run.end() + " at " + trial.scheduler.now());
    }
  }
}
