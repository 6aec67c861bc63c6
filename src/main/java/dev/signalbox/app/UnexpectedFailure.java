package dev.signalbox.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what nobody foresaw; the stack trace goes to the debug log. */
final class UnexpectedFailure implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");

  /** Of a thread that nobody looks after, the FX thread among them. */
  static void inThread(Thread thread, Throwable failure) {
    LOG.error("Unexpected failure in thread {}: {}", thread.getName(), failure.toString(), failure);
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
    return ofProgram(failure);
  }

  /** Of the whole program, which ends with the exit code returned. */
  static int ofProgram(Exception failure) {
    LOG.error("Signalbox cannot go on: {}", failure.toString(), failure);
    return ExitCode.UNUSABLE;
  }
}
