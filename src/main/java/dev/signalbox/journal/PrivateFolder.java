package dev.signalbox.journal;

import dev.signalbox.base.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * A folder whose files only the user may read, and may write whatever the process's mask. On POSIX
 * it and its files are so from their first moment on; elsewhere it inherits that from the user's
 * own directory.
 */
public record PrivateFolder(Path path) {
  /** Makes it if it is not there, and makes it private if it is not. */
  public void create() throws IOException {
    OwnerOnly.createFolders(path);
    // The folder itself may be a link: where a user keeps it is the user's business.
    OwnerOnly.restrict(path, OwnerOnly.FOLDER);
  }

  /** Opens a file of it, made private if the options make it; never through a link. */
  public FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, all, OwnerOnly.file(file));
    try {
      // What the process's mask has taken away would be missed at the next opening.
      restrict(file);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  /** Makes a file of it private, and one that can be written. */
  public void restrict(Path file) throws IOException {
    OwnerOnly.restrict(file, OwnerOnly.FILE, LinkOption.NOFOLLOW_LINKS);
  }
}
