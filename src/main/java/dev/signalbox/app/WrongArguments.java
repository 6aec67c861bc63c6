package dev.signalbox.app;

import dev.signalbox.base.ForeignText;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Complains about a command line in which nothing can command the terminal it is said in. */
record WrongArguments(IParameterExceptionHandler usual) implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) throws Exception {
    CommandLine command = failure.getCommandLine();
    boolean plain = Arrays.stream(arguments).allMatch(WrongArguments::isPlain);
    if (plain) {
      return usual.handleParseException(failure, arguments);
    }
    // The usual complaint repeats the arguments in more than one place.
    command.getErr().println(ForeignText.line(String.valueOf(failure.getMessage())));
    command.usage(command.getErr());
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static boolean isPlain(String argument) {
    return ForeignText.line(argument).equals(argument);
  }
}
