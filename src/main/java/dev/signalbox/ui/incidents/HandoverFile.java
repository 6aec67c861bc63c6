package dev.signalbox.ui.incidents;

import dev.signalbox.base.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a handover where the operator wants it. Blocks: not for the FX thread. */
final class HandoverFile {
  private HandoverFile() {}

  /** As a whole or not at all, for the user's eyes only; in the place of what is there. */
  static void write(Path target, String text) throws IOException {
    Path draft = target.resolveSibling(target.getFileName() + ".part");
    Files.deleteIfExists(draft);
    Files.createFile(draft, OwnerOnly.file(draft));
    OwnerOnly.restrict(draft, OwnerOnly.FILE, LinkOption.NOFOLLOW_LINKS);
    Files.writeString(draft, text);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
