package dev.signalbox.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is complained about on a command line does nothing to the terminal. */
class WrongArgumentsTest {
  private final StringWriter said = new StringWriter();

  @Command(name = "command", exitCodeOnInvalidInput = ExitCode.UNUSABLE)
  private static final class Nothing implements Runnable {
    @Override
    public void run() {
      throw new AssertionError("It is not called");
    }
  }

  private int complained(String... arguments) {
    CommandLine command = new CommandLine(new Nothing()).setErr(new PrintWriter(said, true));
    command.setParameterExceptionHandler(
        new WrongArguments(command.getParameterExceptionHandler()));
    return command.execute(arguments);
  }

  @Test
  void controlAndBidirectionalCharactersAreEscaped() {
    assertThat(complained("--\u001b[2J\u202e\u0007", "a\nforged")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(said.toString()).contains("--\\u001b[2J\\u202e\\u0007", "a\\u000aforged", "Usage:");
    assertThat(said.toString().lines()).noneMatch(line -> line.startsWith("forged"));
    assertThat(said.toString()).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]|\\u202e");
  }

  @Test
  void theOthersAreAsTheyWere() {
    assertThat(complained("--bogus")).isEqualTo(ExitCode.UNUSABLE);
    assertThat(said.toString()).startsWith("Unknown option: '--bogus'");
  }
}
