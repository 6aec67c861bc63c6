package dev.signalbox.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * The screen of an Xvfb that was told to keep it in a folder ({@code -fbdir}): whoever looks there
 * takes no time from those who draw. For one thread.
 */
public final class Framebuffer {
  private static final int COLUMNS_FIELD = 16;
  private static final int ROWS_FIELD = 20;
  private static final int LINE_BYTES_FIELD = 48;
  private static final int COLOURS_FIELD = 76;
  private static final int COLOUR_BYTES = 12;
  private static final int EVERY_SO_MANY_ROWS = 4;

  private final ByteBuffer pixels;
  private final int columns;
  private final int rows;
  private final int lineBytes;
  private final int begin;

  private Framebuffer(ByteBuffer header, ByteBuffer pixels) {
    this.pixels = pixels.order(ByteOrder.LITTLE_ENDIAN);
    this.columns = header.getInt(COLUMNS_FIELD);
    this.rows = header.getInt(ROWS_FIELD);
    this.lineBytes = header.getInt(LINE_BYTES_FIELD);
    this.begin = header.getInt(0) + header.getInt(COLOURS_FIELD) * COLOUR_BYTES;
  }

  /** Opens that of the only screen. Its form is that of xwd, whose numbers begin with the most. */
  public static Framebuffer in(Path folder) throws IOException {
    try (FileChannel file =
        FileChannel.open(folder.resolve("Xvfb_screen0"), StandardOpenOption.READ)) {
      ByteBuffer whole = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
      return new Framebuffer(whole.duplicate(), whole.duplicate());
    }
  }

  /**
   * How many colours there are now in the middle of the screen, without a border around, besides
   * the black of an empty one; no more than so many are counted.
   */
  public int colours(int border, int most) {
    Set<Integer> seen = new HashSet<>();
    for (int row = border; row < rows - border; row += EVERY_SO_MANY_ROWS) {
      int line = begin + row * lineBytes;
      int last = 0;
      for (int column = border; column < columns - border; column++) {
        int colour = pixels.getInt(line + column * Integer.BYTES);
        if (colour != last && colour != 0 && seen.add(colour) && seen.size() == most) {
          return most;
        }
        last = colour;
      }
    }
    return seen.size();
  }
}
