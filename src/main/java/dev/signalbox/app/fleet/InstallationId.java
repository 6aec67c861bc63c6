package dev.signalbox.app.fleet;

import dev.signalbox.base.FileFailures;
import dev.signalbox.journal.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an installation is known by in a fleet, from one run to the next. Blocks on the disk. */
final class InstallationId {
  private static final Logger LOG = LoggerFactory.getLogger("signalbox.fleet");
  private static final String FILE = "fleet-id";
  private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

  private InstallationId() {}

  /** As it is kept in that folder; a new one each time if there is none, or it cannot be kept. */
  static String in(Optional<Path> folder) {
    return folder.map(InstallationId::kept).orElseGet(InstallationId::random);
  }

  private static String kept(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.isRegularFile(file) && Files.size(file) < 100) {
        String id = Files.readString(file).strip();
        if (ID.matcher(id).matches()) {
          return id;
        }
        LOG.warn("{} holds no id of an installation; a new one is made", file);
      }
      return write(new PrivateFolder(folder), file);
    } catch (IOException e) {
      LOG.warn(
          "The fleet's id of this installation cannot be kept in {}: {}. It has another one in the"
              + " next run.",
          file,
          FileFailures.reason(e));
      return random();
    }
  }

  private static String write(PrivateFolder folder, Path file) throws IOException {
    String id = random();
    folder.create();
    try (FileChannel channel =
        folder.open(
            file,
            EnumSet.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE))) {
      ByteBuffer bytes = ByteBuffer.wrap((id + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        var _ = channel.write(bytes);
      }
    }
    return id;
  }

  private static String random() {
    return UUID.randomUUID().toString();
  }
}
