package dev.signalbox.journal;

import dev.signalbox.journal.TransitionStore.Limits;
import dev.signalbox.journal.TransitionTrial.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that writes transitions: one for each line it is sent, or as many as it can. For each
 * it says whether it is in the file, and what has been logged so far.
 */
final class TransitionWriter {
  static final String ENDLESSLY = "endlessly";
  static final Limits LIMITS = new Limits(16_384, 65_536);

  private TransitionWriter() {}

  public static void main(String[] arguments) throws IOException {
    try (TransitionTrial trial = new TransitionTrial(Path.of(arguments[0]))) {
      Run run = trial.begin(new TransitionHistory(10_000, 10_000), LIMITS);
      say("ready " + trial.messages());
      if (arguments[1].equals(ENDLESSLY)) {
        for (int i = 0; true; i++) {
          run.record("State " + i);
          say(Integer.toString(i) + " " + run.flush());
        }
      }
      BufferedReader input =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String state = input.readLine(); state != null; state = input.readLine()) {
        run.record(state);
        say(run.flush() + " " + trial.messages());
      }
      run.end();
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
