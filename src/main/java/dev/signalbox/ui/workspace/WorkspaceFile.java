package dev.signalbox.ui.workspace;

import dev.signalbox.base.FileFailures;
import dev.signalbox.base.OwnerOnly;
import dev.signalbox.base.PrivateFile;
import dev.signalbox.base.SerialExecutor;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers a workspace in a file that only its owner may read. What is lost with it is only
 * convenience: whatever goes wrong is one line in the log, and the window looks as usual.
 *
 * <p>Threading: {@link #open} reads and belongs on a thread that may wait; {@link #save} returns at
 * once.
 */
public final class WorkspaceFile {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox");
  private static final String NAME = "window.properties";
  private static final long MOST_BYTES = 262_144;

  private final Optional<Path> file;
  private final Workspace remembered;
  private final SerialExecutor writer = new SerialExecutor("remember window");
  private Workspace latest;
  private boolean failed;

  private WorkspaceFile(Optional<Path> file, Workspace remembered) {
    this.file = file;
    this.remembered = remembered;
    this.latest = remembered;
  }

  /** One that remembers nothing. */
  public static WorkspaceFile none() {
    return of(Workspace.DEFAULT);
  }

  /** One that begins with this and remembers nothing. */
  public static WorkspaceFile of(Workspace beginning) {
    return new WorkspaceFile(Optional.empty(), beginning);
  }

  /** Reads the one in this folder, if it is there. */
  public static WorkspaceFile open(Path folder) {
    Path file = folder.resolve(NAME);
    return new WorkspaceFile(Optional.of(file), read(file));
  }

  private static Workspace read(Path file) {
    try {
      if (Files.notExists(file)) {
        return Workspace.DEFAULT;
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("it is too long");
      }
      Properties lines = new Properties();
      lines.load(new StringReader(Files.readString(file)));
      return Workspace.of(lines);
    } catch (IOException e) {
      LOG.warn("The window opens as usual: {}: {}", file, FileFailures.reason(e));
    } catch (IllegalArgumentException e) {
      LOG.warn("The window opens as usual: {} makes no sense: {}", file, e.getMessage());
    }
    return Workspace.DEFAULT;
  }

  /** What the file said when it was opened. */
  public Workspace remembered() {
    return remembered;
  }

  /** Remembers this from now on, soon; to be called from one thread. */
  public void save(Workspace workspace) {
    if (file.isPresent() && !workspace.equals(latest)) {
      latest = workspace;
      Path target = file.get();
      writer.execute(() -> write(target, workspace));
    }
  }

  /** As a whole or not at all: another program may be reading it. */
  private void write(Path target, Workspace workspace) {
    try {
      Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
      OwnerOnly.createFolders(folder);
      StringWriter text = new StringWriter();
      workspace.toProperties().store(text, null);
      PrivateFile.replace(
          target, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.warn(
            "The window’s arrangement cannot be remembered in {}: {}",
            target,
            FileFailures.reason(e));
      }
      failed = true;
    }
  }
}
