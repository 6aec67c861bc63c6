package dev.signalbox.shutdown.state;

/** Why the program ends; the trigger line of the log. */
public sealed interface ShutdownReason {

  record Signal(int number) implements ShutdownReason {}

  record WindowClosed() implements ShutdownReason {}

  record Quit() implements ShutdownReason {}

  /** The virtual machine is ending without having asked: the fallback of the runtime hook. */
  record VirtualMachineExit() implements ShutdownReason {}

  /**
   * Something the program cannot go on without has failed.
   *
   * @param exitCode what the process answers after an orderly end
   */
  record Fatal(String message, int exitCode) implements ShutdownReason {}

  /** The line that the log begins the shutdown with. */
  default String line() {
    return switch (this) {
      case Signal s -> "Received signal %d, shutting down...".formatted(s.number());
      case WindowClosed _ -> "Window close requested, shutting down...";
      case Quit _ -> "Quit requested, shutting down...";
      case VirtualMachineExit _ -> "Virtual machine exit, shutting down...";
      case Fatal f -> "Fatal error, shutting down: " + f.message();
    };
  }

  /** What the process answers if the shutdown ends in order. */
  default int exitCode() {
    return this instanceof Fatal f ? f.exitCode() : 0;
  }
}
