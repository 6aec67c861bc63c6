package dev.signalbox.app.single;

import dev.signalbox.base.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The lock and the socket of one configuration. What is there already is used only if it is of the
 * right kind, no link, and its owner's. Blocks on the file system.
 *
 * @param folder for the owner's eyes only
 * @param name the same for every way to name that configuration
 * @param owner the user's name
 */
record SeatFiles(Path folder, String name, String owner) {

  /** Of the user whose process this is. */
  SeatFiles(Path folder, String name) {
    this(folder, name, System.getProperty("user.name"));
  }

  Path lock() {
    return folder.resolve(name + ".lock");
  }

  Path socket() {
    return folder.resolve(name + ".sock");
  }

  /** Makes the folder if it is not there, and closes it to others if it is open. */
  void prepare() throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      OwnerOnly.createFolders(folder);
    }
    Optional<BasicFileAttributes> found = look(folder);
    require(folder, found.filter(BasicFileAttributes::isDirectory).isPresent(), "a folder");
    OwnerOnly.restrict(folder, OwnerOnly.FOLDER, LinkOption.NOFOLLOW_LINKS);
    isThere(lock(), BasicFileAttributes::isRegularFile, "a file");
  }

  /** Whether the folder is there; nothing is made. */
  boolean hasFolder() throws IOException {
    return isThere(folder, BasicFileAttributes::isDirectory, "a folder");
  }

  /** Whether there is a lock, held or not; nothing is made. */
  boolean hasLock() throws IOException {
    return isThere(lock(), BasicFileAttributes::isRegularFile, "a file");
  }

  /** Whether there is a socket, of whoever is or was there. */
  boolean hasSocket() throws IOException {
    return isThere(socket(), BasicFileAttributes::isOther, "a socket");
  }

  private boolean isThere(Path path, Predicate<BasicFileAttributes> kind, String noun)
      throws IOException {
    Optional<BasicFileAttributes> found = look(path);
    if (found.isPresent()) {
      require(path, kind.test(found.get()), noun);
    }
    return found.isPresent();
  }

  private static Optional<BasicFileAttributes> look(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void require(Path path, boolean rightKind, String noun) throws IOException {
    if (!rightKind) {
      throw new ForeignPlaceException("%s is not %s".formatted(path, noun));
    }
    FileOwnerAttributeView view =
        Files.getFileAttributeView(path, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && !view.getOwner().getName().equals(owner)) {
      throw new ForeignPlaceException("%s is another user's".formatted(path));
    }
  }
}
