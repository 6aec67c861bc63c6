package dev.signalbox.app;

/** What the process answers. Scripts rely on these. */
final class ExitCode {
  static final int ORDERLY = 0;

  /** Configuration, usage, or no display. */
  static final int UNUSABLE = 1;

  /**
   * A needed connection or the relay failed for good; with {@code check}, any connection failed.
   */
  static final int FAILED = 2;

  /** Something did not end within the grace; said by whoever finds that first. */
  static final int HALTED = 3;

  private ExitCode() {}
}
