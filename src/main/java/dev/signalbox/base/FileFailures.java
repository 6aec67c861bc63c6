package dev.signalbox.base;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Words for what keeps a file from being written. Any thread. */
public final class FileFailures {
  private FileFailures() {}

  /** Why, without the file's name and without the name of a Java class. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "no such folder";
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "a file has the name of a folder";
      case FileSystemException e -> words(e.getReason());
      default -> words(failure.getMessage());
    };
  }

  private static String words(@Nullable String reason) {
    return reason == null || reason.isBlank() ? "it cannot be written" : reason;
  }
}
